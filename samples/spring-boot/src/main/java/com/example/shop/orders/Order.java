package com.example.shop.orders;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import static java.time.temporal.ChronoUnit.MICROS;

// region model
@Entity
@Table(name = "orders")
class Order {

	enum Status { PENDING, CONFIRMED, SHIPPED, CANCELLED }

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Long id;

	private String sku;
	private int quantity;
	private String email;

	@Enumerated(EnumType.STRING)
	private Status status;

	private @Nullable String idempotencyKey;
	private Instant createdAt;
	private @Nullable Instant confirmedAt;
	private int confirmations;

	void confirm() {
		if (status == Status.PENDING) {
			status = Status.CONFIRMED;
			confirmedAt = Instant.now().truncatedTo(MICROS);
			confirmations++;
		}
	}

	void cancel() {
		if (status == Status.SHIPPED) {
			throw new OrderShippedException();
		}
		status = Status.CANCELLED;
	}
	// endregion model

	protected Order() {
		// for JPA
	}

	Order(NewOrder request, @Nullable String idempotencyKey) {
		this.sku = request.sku();
		this.quantity = request.quantity();
		this.email = request.email();
		this.status = Fixtures.initialStatus(sku);
		this.idempotencyKey = idempotencyKey;
		this.createdAt = Instant.now().truncatedTo(MICROS);
	}

	Long getId() {
		return id;
	}

	String getSku() {
		return sku;
	}

	int getQuantity() {
		return quantity;
	}

	String getEmail() {
		return email;
	}

	Status getStatus() {
		return status;
	}

	Instant getCreatedAt() {
		return createdAt;
	}

	@Nullable Instant getConfirmedAt() {
		return confirmedAt;
	}

	int getConfirmations() {
		return confirmations;
	}

}
