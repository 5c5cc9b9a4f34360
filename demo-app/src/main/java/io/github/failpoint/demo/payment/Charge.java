package io.github.failpoint.demo.payment;

import java.math.BigDecimal;

/**
 * Money that the payment provider has taken.
 *
 * @param id the id that the provider gave it
 * @param key the idempotency key of the request
 * @param amount the amount
 */
public record Charge(String id, String key, BigDecimal amount) {

}
