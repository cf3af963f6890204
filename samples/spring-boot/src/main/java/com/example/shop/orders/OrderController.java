package com.example.shop.orders;

import java.net.URI;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/orders")
class OrderController {

	private static final String ID = "/{id:[1-9]\\d{0,17}}";

	private final OrderService orders;

	OrderController(OrderService orders) {
		this.orders = orders;
	}

	// region endpoint
	@PostMapping
	ResponseEntity<OrderResponse> create(
			@Valid @RequestBody NewOrder request,
			@RequestHeader(name = "Idempotency-Key", required = false)
			@Size(max = 255) @Nullable String key) {
		Order order = orders.place(request, key);
		return ResponseEntity
			.created(URI.create("/orders/" + order.getId()))
			.body(OrderResponse.of(order));
	}
	// endregion endpoint

	@GetMapping
	OrderPage list(
			@RequestParam(defaultValue = "0") @Min(0) long after,
			@RequestParam(defaultValue = "20")
			@Min(1) @Max(100) int limit) {
		return orders.page(after, limit);
	}

	@GetMapping(ID)
	OrderResponse get(@PathVariable long id) {
		return OrderResponse.of(orders.get(id));
	}

	@PostMapping(ID + "/cancel")
	OrderResponse cancel(@PathVariable long id) {
		return OrderResponse.of(orders.cancel(id));
	}

}
