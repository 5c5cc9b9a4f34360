package io.github.failpoint.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.github.failpoint.FailpointListener;
import io.github.failpoint.FailpointStatus;
import org.jspecify.annotations.Nullable;
import io.github.failpoint.EnableOptions;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointScope;
import io.github.failpoint.FailpointSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailpointChangeLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailpointChangeLogTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FailpointAutoConfiguration.class));

	@Test
	void logsTheOldAndTheNewTerms(CapturedOutput output) {
		this.runner.run((context) -> {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			registry.enable("a", "pause");
			registry.enable("a", "2*off", EnableOptions.source(FailpointSource.ENDPOINT));
			registry.disable("a");
		});
		assertThat(output).contains("INFO")
			.contains("Failpoint \"a\" enabled with \"pause\" from code")
			.contains("Failpoint \"a\" changed from \"pause\" from code to \"2*off\" from endpoint")
			.contains("Failpoint \"a\" disabled, was \"2*off\" from endpoint");
	}

	@Test
	void logsTheTimeTheReasonAndTheEnd(CapturedOutput output) throws InterruptedException {
		CountDownLatch expired = new CountDownLatch(1);
		this.runner.run((context) -> {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			registry.enable("a", "off");
			registry.addListener(new FailpointListener() {

				@Override
				public void expired(FailpointStatus previous, @Nullable FailpointStatus status) {
					expired.countDown();
				}

			});
			registry.enable("a", "pause", EnableOptions.ttl(Duration.ofMillis(20)).withReason("Game\nday"));
			expired.await();
		});
		assertThat(output).contains("to \"pause\" from code for 20ms: \"Game\\nday\"")
			.contains("The time of failpoint \"a\" is over, was \"pause\" from code for 20ms: \"Game\\nday\", "
					+ "is now \"off\" from code");
	}

	@Test
	void warnsThatEverythingIsStopped(CapturedOutput output) {
		this.runner.run((context) -> {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			registry.enable("a", "pause");
			registry.stop("Inci\ndent");
			registry.stop();
		});
		assertThat(output).contains("WARN")
			.contains("All failpoints are stopped, nothing can be enabled until the application starts again: "
					+ "\"Inci\\ndent\"; enabled were [a]")
			.contains("until the application starts again; none was enabled");
	}

	@Test
	void keepsQuietAboutScopes(CapturedOutput output) {
		this.runner.run((context) -> {
			FailpointScope scope = context.getBean(FailpointRegistry.class).openScope();
			scope.enable("a", "pause");
			scope.close();
		});
		assertThat(output).doesNotContain("Failpoint \"a\"");
	}

	@Test
	void cannotBeForged(CapturedOutput output) {
		this.runner.run((context) -> context.getBean(FailpointRegistry.class)
			.enable("a", "print(\"x\r\n\u001b\u2028INFO root logged in\")"));
		assertThat(output).contains("print(\"x\\r\\n\\u001b\\u2028INFO root logged in\")");
	}

	@Test
	void logsCallbacks(CapturedOutput output) {
		this.runner.run((context) -> context.getBean(FailpointRegistry.class).enable("a", (call) -> {
		}));
		assertThat(output).contains("Failpoint \"a\" enabled with a callback from code");
	}

	@Test
	void logsInALazyApplicationWithoutActuator(CapturedOutput output) {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> context.getBean(FailpointRegistry.class).enable("a", "pause"));
		assertThat(output).contains("Failpoint \"a\" enabled with");
	}

	@Test
	void logsOncePerRegistry(CapturedOutput output) {
		this.runner.run((parent) -> this.runner.withParent(parent)
			.run((child) -> parent.getBean(FailpointRegistry.class).enable("a", "pause")));
		assertThat(output.getAll().split("Failpoint \"a\" enabled", -1)).hasSize(2);
	}

}
