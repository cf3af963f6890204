<?php

namespace Tests\Feature;

use App\Jobs\ConfirmOrder;
use Illuminate\Foundation\Testing\RefreshDatabase;
use Illuminate\Support\Facades\Queue;
use PHPUnit\Framework\Attributes\TestWith;
use Tests\TestCase;

// region test
class OrderTest extends TestCase
{
    use RefreshDatabase;

    private const ORDER = [
        'sku' => 'MUG-1', 'quantity' => 2, 'email' => 'ada@example.org',
    ];

    public function test_an_order_is_created_and_its_job_queued(): void
    {
        Queue::fake();

        $this->postJson('/orders', self::ORDER)
            ->assertCreated()
            ->assertJson([...self::ORDER, 'status' => 'pending']);

        Queue::assertPushed(ConfirmOrder::class, 1);
    }

    public function test_the_same_key_gives_the_same_order(): void
    {
        Queue::fake();

        $key = ['Idempotency-Key' => 'once'];
        $first = $this->postJson('/orders', self::ORDER, $key);
        $this->postJson('/orders', self::ORDER, $key)
            ->assertOk()
            ->assertJsonPath('id', $first->json('id'));

        Queue::assertPushed(ConfirmOrder::class, 1);
    }

    #[TestWith(['sku', ''])]
    #[TestWith(['quantity', '2'])]
    #[TestWith(['email', 'nobody'])]
    public function test_an_invalid_field_is_named(
        string $field,
        mixed $value,
    ): void {
        $this->postJson('/orders', [...self::ORDER, $field => $value])
            ->assertUnprocessable()
            ->assertOnlyJsonValidationErrors($field);
    }
}
// endregion test
