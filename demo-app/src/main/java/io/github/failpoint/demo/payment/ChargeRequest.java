package io.github.failpoint.demo.payment;

import java.math.BigDecimal;

/**
 * What the payment provider is asked to take.
 *
 * @param amount the amount
 */
public record ChargeRequest(BigDecimal amount) {

}
