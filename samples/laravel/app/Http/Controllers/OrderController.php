<?php

namespace App\Http\Controllers;

use App\Http\Requests\ListOrdersRequest;
use App\Http\Requests\StoreOrderRequest;
use App\Http\Resources\OrderResource;
use App\Jobs\ConfirmOrder;
use App\Models\Order;
use Illuminate\Http\JsonResponse;
use Illuminate\Support\Facades\DB;

class OrderController extends Controller
{
    public function index(ListOrdersRequest $request): array
    {
        $page = Order::orderBy('id')
            ->cursorPaginate($request->integer('limit', 20), cursorName: 'after');

        return [
            'orders' => OrderResource::collection($page->items()),
            'next' => $page->nextCursor()?->encode(),
        ];
    }

    // region endpoint
    public function store(StoreOrderRequest $request): JsonResponse
    {
        $attributes = $request->validated();

        $order = DB::transaction(function () use ($attributes) {
            // The unique index decides; the loser gets the winner's order.
            $order = Order::createOrFirst(
                ['idempotency_key' => $attributes['idempotency_key']],
                $attributes,
            );

            // The queue is a table here, in the same transaction.
            if ($order->wasRecentlyCreated) {
                ConfirmOrder::dispatch($order);
            }

            return $order;
        });

        // 201 for an order that was just created, otherwise 200.
        return OrderResource::make($order)
            ->response()
            ->header('Location', route('orders.show', $order));
    }
    // endregion endpoint

    public function show(Order $order): OrderResource
    {
        return OrderResource::make($order);
    }
}
