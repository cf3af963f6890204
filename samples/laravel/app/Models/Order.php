<?php

namespace App\Models;

use App\Enums\OrderStatus;
use App\Support\Fixtures;
use Illuminate\Database\Eloquent\Attributes\Fillable;
use Illuminate\Database\Eloquent\Model;

// region model
#[Fillable(['sku', 'quantity', 'email', 'idempotency_key'])]
class Order extends Model
{
    protected $attributes = [
        'confirmed_at' => null,
        'confirmations' => 0,
    ];

    protected static function booted(): void
    {
        static::creating(function (Order $order): void {
            $order->status = Fixtures::initialStatus($order->sku);
        });
    }

    protected function casts(): array
    {
        return [
            'status' => OrderStatus::class,
            'confirmed_at' => 'immutable_datetime',
        ];
    }

    /**
     * One statement, so a second run of the job changes nothing.
     */
    public function confirm(): void
    {
        $this->newQuery()
            ->whereKey($this->getKey())
            ->where('status', OrderStatus::Pending)
            ->increment('confirmations', 1, [
                'status' => OrderStatus::Confirmed,
                'confirmed_at' => now(),
            ]);
    }
}
// endregion model
