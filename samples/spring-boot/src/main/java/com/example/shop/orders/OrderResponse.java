package com.example.shop.orders;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

record OrderResponse(long id, String sku, int quantity, String email, String status, Instant createdAt,
		@Nullable Instant confirmedAt, int confirmations) {

	static OrderResponse of(Order order) {
		return new OrderResponse(order.getId(), order.getSku(), order.getQuantity(), order.getEmail(),
				order.getStatus().name().toLowerCase(Locale.ROOT), order.getCreatedAt(), order.getConfirmedAt(),
				order.getConfirmations());
	}

}
