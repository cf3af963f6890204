package com.example.shop.orders;

import java.util.List;
import java.util.Optional;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

interface OrderRepository extends JpaRepository<Order, Long> {

	Optional<Order> findByIdempotencyKey(String key);

	List<Order> findByIdGreaterThanOrderById(long id, Limit limit);

}
