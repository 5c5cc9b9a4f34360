package io.github.failpoint.actuate.endpoint;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.MethodParameter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link BodyLimitAdvice}.
 */
class BodyLimitAdviceTests {

	private final AtomicInteger asked = new AtomicInteger();

	private final BodyLimitAdvice advice = new BodyLimitAdvice(() -> {
		this.asked.incrementAndGet();
		return "/actuator/failpoints";
	});

	@AfterEach
	void resetRequest() {
		RequestContextHolder.resetRequestAttributes();
	}

	@Test
	void appliesToTheEndpointOnly() {
		assertThat(supports("/actuator/failpoints")).isTrue();
		assertThat(supports("/actuator/failpoints/{*name}")).isTrue();
		assertThat(supports("/actuator/failpoints2")).isFalse();
		assertThat(supports("/actuator")).isFalse();
		assertThat(supports("/orders")).isFalse();
	}

	@Test
	void asksForThePathOnce() {
		supports("/orders");
		supports("/actuator/failpoints");
		assertThat(this.asked).hasValue(1);
	}

	@Test
	void asksForNothingWithoutARequest() {
		assertThat(supports()).isFalse();
		assertThat(this.asked).hasValue(0);
	}

	private boolean supports(String pattern) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, pattern);
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
		return supports();
	}

	private boolean supports() {
		return this.advice.supports(mock(MethodParameter.class), String.class, StringHttpMessageConverter.class);
	}

}
