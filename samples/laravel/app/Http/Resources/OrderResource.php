<?php

namespace App\Http\Resources;

use App\Models\Order;
use Illuminate\Http\Request;
use Illuminate\Http\Resources\Json\JsonResource;

/** @mixin Order */
class OrderResource extends JsonResource
{
    public function toArray(Request $request): array
    {
        return [
            'id' => $this->id,
            'sku' => $this->sku,
            'quantity' => $this->quantity,
            'email' => $this->email,
            'status' => $this->status,
            'created_at' => $this->created_at,
            'confirmed_at' => $this->confirmed_at,
            'confirmations' => $this->confirmations,
        ];
    }
}
