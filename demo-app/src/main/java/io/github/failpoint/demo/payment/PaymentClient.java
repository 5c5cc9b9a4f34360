package io.github.failpoint.demo.payment;

import java.util.List;

import io.github.failpoint.annotation.Failpoint;

import org.springframework.resilience.annotation.Retryable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The payment provider's HTTP interface. Charging is idempotent: it may be repeated with
 * the same key, and it is repeated when the answer did not arrive.
 */
@HttpExchange("/charges")
public interface PaymentClient {

	@PostExchange
	@Retryable(includes = { ResourceAccessException.class, HttpServerErrorException.class }, maxRetries = 2, delay = 50,
			multiplier = 2)
	@Failpoint("payment.charge")
	@Failpoint(name = "payment.answer", at = Failpoint.At.AFTER)
	Charge charge(@RequestHeader("Idempotency-Key") String key, @RequestBody ChargeRequest request);

	@GetExchange
	List<Charge> charges();

}
