package io.github.failpoint.demo.delivery;

/**
 * When an order arrives.
 *
 * @param days in how many days
 * @param promised whether the carrier has said so
 */
public record Delivery(int days, boolean promised) {

	/**
	 * What the shop says if the carrier says nothing.
	 */
	static final Delivery USUAL = new Delivery(5, false);

}
