<?php

namespace App\Http\Requests;

use Illuminate\Foundation\Http\FormRequest;

// region validation
class StoreOrderRequest extends FormRequest
{
    protected function prepareForValidation(): void
    {
        $this->merge([
            'idempotency_key' => $this->header('Idempotency-Key'),
        ]);
    }

    public function rules(): array
    {
        return [
            'sku' => ['required', 'string', 'max:40'],
            'quantity' => [
                'required', 'integer:strict', 'between:1,100',
            ],
            'email' => ['required', 'string', 'email', 'max:254'],
            'idempotency_key' => ['nullable', 'string', 'max:255'],
        ];
    }
}
// endregion validation
