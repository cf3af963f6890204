<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

// region migration
return new class extends Migration
{
    public function up(): void
    {
        Schema::create('orders', function (Blueprint $table) {
            $table->id();
            $table->string('sku', 40);
            $table->unsignedTinyInteger('quantity');
            $table->string('email');
            $table->string('status');
            $table->string('idempotency_key')->nullable()->unique();
            $table->timestamp('confirmed_at')->nullable();
            $table->unsignedInteger('confirmations')->default(0);
            $table->timestamps();
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('orders');
    }
};
// endregion migration
