package com.example.shop.orders;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
@SpringBootTest(
		properties = "spring.datasource.url=jdbc:h2:mem:shop")
@AutoConfigureMockMvc
class OrderControllerTests {

	@Autowired
	MockMvcTester mvc;

	@Test
	void createsAnOrderAndConfirmsIt() {
		MvcTestResult created = post("MUG-1", 2, "ada@example.org");
		assertThat(created).hasStatus(HttpStatus.CREATED)
			.bodyJson().extractingPath("$.status").isEqualTo("pending");

		String location = created.getResponse().getHeader("Location");
		await().atMost(Duration.ofSeconds(5)).untilAsserted(() ->
			assertThat(mvc.get().uri(location)).bodyJson()
				.extractingPath("$.confirmations").isEqualTo(1));
	}

	@ParameterizedTest
	@CsvSource({
			"'', 2, ada@example.org, sku",
			"MUG-1, 0, ada@example.org, quantity",
			"MUG-1, 2, nobody, email" })
	void namesTheInvalidField(
			String sku, int quantity, String email, String field) {
		assertThat(post(sku, quantity, email))
			.hasStatus(HttpStatus.BAD_REQUEST)
			.bodyJson().extractingPath("$.errors").asMap()
			.containsOnlyKeys(field);
	}

	private MvcTestResult post(String sku, int quantity, String email) {
		return mvc.post().uri("/orders")
			.contentType(MediaType.APPLICATION_JSON)
			.content("""
					{"sku": "%s", "quantity": %d, "email": "%s"}
					""".formatted(sku, quantity, email))
			.exchange();
	}

}
// endregion test
