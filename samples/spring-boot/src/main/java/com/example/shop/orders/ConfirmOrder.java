package com.example.shop.orders;

import java.time.Duration;

import com.github.kagkarlsson.scheduler.task.FailureHandler.ExponentialBackoffFailureHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler.MaxRetriesFailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

// region job
@Configuration
class ConfirmOrder {

	private static final TaskDescriptor<Long> CONFIRM_ORDER =
			TaskDescriptor.of("confirm-order", Long.class);

	private static final Duration FIRST_WAIT = Duration.ofSeconds(2);

	static TaskInstance<Long> of(Order order) {
		return CONFIRM_ORDER.instance(order.getId().toString())
			.data(order.getId())
			.build();
	}

	@Bean
	Task<Long> confirmOrderTask(
			OrderRepository orders, TransactionOperations transaction) {
		return Tasks.oneTime(CONFIRM_ORDER)
			.onFailure(new MaxRetriesFailureHandler<>(5,
					new ExponentialBackoffFailureHandler<>(FIRST_WAIT)))
			.execute((instance, context) ->
				transaction.executeWithoutResult((status) -> {
					Order order = orders
						.findForUpdateById(instance.getData())
						.orElseThrow();
					Fixtures.failFirstTry(order.getSku(),
							context.getExecution().consecutiveFailures);
					order.confirm();
				}));
	}

}
// endregion job
