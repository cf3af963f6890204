package com.example.shop.orders;

import java.util.List;

import org.jspecify.annotations.Nullable;

record OrderPage(List<OrderResponse> orders, @Nullable String next) {

	/** Takes one order more than fits, which tells whether there is a next page. */
	static OrderPage of(List<Order> found, int limit) {
		List<Order> page = found.subList(0, Math.min(limit, found.size()));
		String next = found.size() > limit ? page.getLast().getId().toString() : null;
		return new OrderPage(page.stream().map(OrderResponse::of).toList(), next);
	}

}
