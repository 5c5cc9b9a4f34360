package io.github.failpoint.autoconfigure;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.failpoint.EnableOptions;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointSource;
import io.github.failpoint.SettingRefusedException;
import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for what Chaos Monkey for Spring Boot gets wrong, each named after what happens
 * there, and showing what happens here instead.
 */
class PeerSpringTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class,
				FailpointsEndpointAutoConfiguration.class));

	@Test
	void chaosMonkeyHasOneSettingForTheWholeApplication() {
		this.contextRunner.withBean(Orders.class).run((context) -> {
			context.getBean(FailpointRegistry.class).enable("orders.place", "throw(IllegalStateException)");
			Orders orders = context.getBean(Orders.class);
			assertThatIllegalStateException().isThrownBy(orders::place);
			assertThat(orders.find()).isEqualTo("found");
		});
	}

	@Test
	void chaosMonkeyProxiesEveryStereotypeBean() {
		this.contextRunner.withBean(Plain.class)
			.run((context) -> assertThat(AopUtils.isAopProxy(context.getBean(Plain.class))).isFalse());
	}

	@Test
	void chaosMonkeyFinalClassesBreakTheStart() {
		this.contextRunner.withBean(Final.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Final.class).run()).isEqualTo("ran");
		});
	}

	@Test
	void chaosMonkeyThrowsWhateverClassARequestNames() {
		this.contextRunner.withBean(Orders.class).run((context) -> {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> registry.enable("orders.place",
					"throw(" + Recorded.class.getName() + ")", EnableOptions.source(FailpointSource.ENDPOINT)));
			assertThat(Recording.INITIALIZED).hasValue(0);
		});
	}

	@Test
	void chaosMonkeyHasNoSeed() {
		this.contextRunner.withBean(Orders.class).run((context) -> {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			assertThat(registry.enable("orders.find", "50%return(x)", EnableOptions.seed(7)).seed()).isEqualTo(7);
		});
	}

	@Test
	void chaosMonkeyDoesNotStartWithoutRestClient() {
		this.contextRunner.withBean(Orders.class)
			.withClassLoader(new FilteredClassLoader(RestClient.class))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	static class Orders {

		@Failpoint("orders.place")
		void place() {
		}

		@Failpoint("orders.find")
		String find() {
			return "found";
		}

	}

	@Service
	static class Plain {

	}

	@Service
	static final class Final {

		@Failpoint
		String run() {
			return "ran";
		}

	}

	static final class Recording {

		static final AtomicInteger INITIALIZED = new AtomicInteger();

		private Recording() {
		}

	}

	static class Recorded extends RuntimeException {

		private static final long serialVersionUID = 1L;

		static {
			Recording.INITIALIZED.incrementAndGet();
		}

	}

}
