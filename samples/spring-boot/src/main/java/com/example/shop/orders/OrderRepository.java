package com.example.shop.orders;

import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;

interface OrderRepository extends JpaRepository<Order, Long> {

	Optional<Order> findByIdempotencyKey(String key);

	/** For whoever changes its status: the job and a cancellation wait for each other. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	Optional<Order> findForUpdateById(long id);

	List<Order> findByIdGreaterThanOrderById(long id, Limit limit);

}
