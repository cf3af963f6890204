<?php

namespace App\Http\Middleware;

use Closure;
use Illuminate\Http\Request;
use Symfony\Component\HttpFoundation\Response;

class EnsureTokenIsValid
{
    public function handle(Request $request, Closure $next): Response
    {
        $token = $request->bearerToken();
        $expected = (string) config('services.orders.token');

        abort_if($token === null, 401, 'A bearer token is needed.', ['WWW-Authenticate' => 'Bearer']);
        abort_unless($expected !== '' && hash_equals($expected, $token), 403, 'This token may not cancel orders.');

        return $next($request);
    }
}
