package com.example.shop.orders;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

// region validation
record NewOrder(
		@NotBlank
		@Size(max = 40)
		String sku,

		@NotNull
		@Min(1)
		@Max(100)
		Integer quantity,

		@NotBlank
		@Email
		@Size(max = 254)
		String email) {
}
// endregion validation
