package io.github.failpoint.autoconfigure;

import io.github.failpoint.FailpointLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestThreads}.
 */
class RequestThreadsTests {

	private final MockEnvironment environment = new MockEnvironment();

	private RequestThreads threads() {
		return RequestThreads.of(this.environment, getClass().getClassLoader());
	}

	@Test
	void threeQuartersOfThemMayWait() {
		assertThat(threads().limit(FailpointLimits.none()).maxWaitingInAll()).isEqualTo(150);
		this.environment.setProperty("server.tomcat.threads.max", "10");
		assertThat(threads().limit(FailpointLimits.none()).maxWaitingInAll()).isEqualTo(7);
		this.environment.setProperty("server.tomcat.threads.max", "1");
		assertThat(threads().limit(FailpointLimits.none()).maxWaitingInAll()).isZero();
	}

	@Test
	void whatIsSaidHolds() {
		FailpointLimits limits = FailpointLimits.none().withMaxWaitingInAll(1000);
		assertThat(threads().limit(limits)).isSameAs(limits);
	}

	@Test
	void withoutAServerNobodyKnows() {
		RequestThreads none = RequestThreads.of(this.environment,
				new FilteredClassLoader("org.apache.catalina", "org.eclipse.jetty", "io.undertow"));
		assertThat(none.max()).isNull();
		assertThat(none.limit(FailpointLimits.none()).maxWaitingInAll()).isEqualTo(FailpointLimits.UNLIMITED);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreadsHaveNoEnd() {
		this.environment.setProperty("spring.threads.virtual.enabled", "true");
		assertThat(threads().max()).isNull();
	}

}
