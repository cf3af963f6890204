<?php

namespace App\Jobs;

use App\Models\Order;
use App\Support\Fixtures;
use Illuminate\Contracts\Queue\ShouldQueue;
use Illuminate\Foundation\Queue\Queueable;
use Illuminate\Queue\Attributes\Backoff;
use Illuminate\Queue\Attributes\Tries;

// region job
#[Tries(5)]
#[Backoff([2, 10, 60])]
class ConfirmOrder implements ShouldQueue
{
    use Queueable;

    public function __construct(public Order $order)
    {
        //
    }

    public function handle(): void
    {
        Fixtures::failFirstTry($this->order->sku, $this->attempts());

        $this->order->confirm();
    }
}
// endregion job
