<?php

use App\Http\Controllers\CancelOrderController;
use App\Http\Controllers\OrderController;
use App\Http\Middleware\EnsureTokenIsValid;
use Illuminate\Support\Facades\Route;

Route::apiResource('orders', OrderController::class)
    ->only(['index', 'store', 'show'])
    ->whereNumber('order');

Route::post('orders/{order}/cancel', CancelOrderController::class)
    ->middleware(EnsureTokenIsValid::class)
    ->whereNumber('order')
    ->name('orders.cancel');

Route::get('health', fn () => ['status' => 'ok']);
