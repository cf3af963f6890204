<?php

namespace App\Support;

use App\Enums\OrderStatus;
use RuntimeException;

/**
 * The two SKUs that exist only so that the contract can see a conflict and a retry.
 */
class Fixtures
{
    public static function initialStatus(string $sku): OrderStatus
    {
        return $sku === 'SHIPPED' ? OrderStatus::Shipped : OrderStatus::Pending;
    }

    public static function failFirstTry(string $sku, int $attempt): void
    {
        if ($sku === 'FLAKY' && $attempt === 1) {
            throw new RuntimeException('FLAKY fails its first try.');
        }
    }
}
