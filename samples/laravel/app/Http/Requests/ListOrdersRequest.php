<?php

namespace App\Http\Requests;

use Closure;
use Illuminate\Foundation\Http\FormRequest;
use Illuminate\Pagination\Cursor;

class ListOrdersRequest extends FormRequest
{
    public function rules(): array
    {
        return [
            'limit' => ['sometimes', 'integer', 'between:1,100'],
            'after' => ['sometimes', 'string', $this->cursor(...)],
        ];
    }

    /**
     * The paginator would take a cursor that it cannot read for the first page.
     */
    private function cursor(string $attribute, string $value, Closure $fail): void
    {
        if (! is_int(Cursor::fromEncoded($value)?->toArray()['id'] ?? null)) {
            $fail('The :attribute field must be a cursor that this list gave.');
        }
    }
}
