package com.example.shop.orders;

/** The two SKUs that exist only so that the contract can see a conflict and a retry. */
final class Fixtures {

	private Fixtures() {
	}

	static Order.Status initialStatus(String sku) {
		return sku.equals("SHIPPED") ? Order.Status.SHIPPED : Order.Status.PENDING;
	}

	static void failFirstTry(String sku, int failures) {
		if (sku.equals("FLAKY") && failures == 0) {
			throw new IllegalStateException("FLAKY fails its first try.");
		}
	}

}
