package io.github.failpoint.demo.payment;

import java.math.BigDecimal;

import io.github.failpoint.demo.ShopTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ShopTest
class PaymentClientTests {

	@Autowired
	PaymentClient payments;

	@Test
	void aRepeatedKeyIsChargedOnce() {
		Charge charge = this.payments.charge("once", new ChargeRequest(BigDecimal.ONE));
		assertThat(this.payments.charge("once", new ChargeRequest(BigDecimal.ONE))).isEqualTo(charge);
		assertThat(this.payments.charges()).containsOnlyOnce(charge);
	}

	@Test
	void anAmountAboveTheLimitIsRefused() {
		ChargeRequest request = new ChargeRequest(PaymentStub.LIMIT.add(BigDecimal.ONE));
		assertThatExceptionOfType(PaymentRefusedException.class)
			.isThrownBy(() -> this.payments.charge("too-much", request));
		assertThat(this.payments.charges()).extracting(Charge::key).doesNotContain("too-much");
	}

}
