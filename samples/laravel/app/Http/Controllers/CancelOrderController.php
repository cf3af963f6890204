<?php

namespace App\Http\Controllers;

use App\Enums\OrderStatus;
use App\Http\Resources\OrderResource;
use App\Models\Order;
use Illuminate\Support\Facades\DB;

class CancelOrderController extends Controller
{
    public function __invoke(Order $order): OrderResource
    {
        return DB::transaction(function () use ($order) {
            $order = Order::lockForUpdate()->findOrFail($order->getKey());

            abort_if($order->status === OrderStatus::Shipped, 409, 'The order is already shipped.');

            $order->status = OrderStatus::Cancelled;
            $order->save();

            return OrderResource::make($order);
        });
    }
}
