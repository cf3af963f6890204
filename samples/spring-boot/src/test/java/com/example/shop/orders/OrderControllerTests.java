package com.example.shop.orders;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

// region test
@SpringBootTest(properties = "spring.datasource.url=jdbc:h2:mem:shop")
@AutoConfigureMockMvc
class OrderControllerTests {

	static final String VALID = """
			{"sku": "MUG", "quantity": 2, "email": "ada@example.org"}""";

	@Autowired
	MockMvcTester mvc;

	@Test
	void createsAnOrderAndConfirmsIt() {
		MvcTestResult created = post(VALID, "first");
		assertThat(created).hasStatus(HttpStatus.CREATED)
			.bodyJson().extractingPath("$.status").isEqualTo("pending");
		String location = created.getResponse().getHeader("Location");
		await().atMost(Duration.ofSeconds(5)).untilAsserted(() ->
			assertThat(mvc.get().uri(location)).bodyJson()
				.extractingPath("$.confirmations").isEqualTo(1));
	}

	@Test
	void answersTheSameKeyWithTheSameOrder() {
		String location = post(VALID, "once").getResponse()
			.getHeader("Location");
		assertThat(post(VALID, "once"))
			.hasHeader("Location", location);
	}

	@Test
	void namesEveryInvalidField() {
		assertThat(post("""
				{"sku": "", "quantity": 0, "email": "nobody"}""", "bad"))
			.hasStatus(HttpStatus.BAD_REQUEST)
			.bodyJson().extractingPath("$.errors").asMap()
			.containsOnlyKeys("sku", "quantity", "email");
	}

	private MvcTestResult post(String order, String key) {
		return mvc.post().uri("/orders")
			.contentType(MediaType.APPLICATION_JSON)
			.header("Idempotency-Key", key).content(order)
			.exchange();
	}
}
// endregion test
