package com.example.shop.orders;

import java.time.Instant;
import java.util.Optional;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

@Service
class OrderService {

	private final OrderRepository orders;

	private final SchedulerClient scheduler;

	private final TransactionOperations transaction;

	OrderService(OrderRepository orders, SchedulerClient scheduler, TransactionOperations transaction) {
		this.orders = orders;
		this.scheduler = scheduler;
		this.transaction = transaction;
	}

	// region place
	/** Not @Transactional: a failed insert spoils its transaction. */
	Order place(NewOrder request, @Nullable String idempotencyKey) {
		try {
			return transaction.execute((status) -> {
				Order order = orders.saveAndFlush(
						new Order(request, idempotencyKey));
				scheduler.schedule(ConfirmOrder.of(order), Instant.now());
				return order;
			});
		}
		catch (DataIntegrityViolationException e) {
			return Optional.ofNullable(idempotencyKey)
				.flatMap(orders::findByIdempotencyKey)
				.orElseThrow(() -> e);
		}
	}
	// endregion place

	@Transactional(readOnly = true)
	Order get(long id) {
		return orders.findById(id).orElseThrow(OrderNotFoundException::new);
	}

	@Transactional(readOnly = true)
	OrderPage page(long after, int limit) {
		return OrderPage.of(orders.findByIdGreaterThanOrderById(after, Limit.of(limit + 1)), limit);
	}

	@Transactional
	Order cancel(long id) {
		Order order = orders.findForUpdateById(id).orElseThrow(OrderNotFoundException::new);
		order.cancel();
		return order;
	}

}
