package io.github.failpoint.actuate.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.SiteSignature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for what holds whatever is sent: it is answered, never with a 5xx, and what is
 * refused changes nothing. The seed is new in each run, shown when a test fails, and set
 * by the system property {@code failpoint.test.seed}; {@code failpoint.test.requests}
 * says how many requests to send.
 */
class RandomRequestsTests {

	private static final int FEW = 2000;

	private static final long GROWTH = 16L << 20;

	private final int requests = Integer.getInteger("failpoint.test.requests", FEW);

	private final long seed = Long.getLong("failpoint.test.seed", System.nanoTime());

	private final RandomRequestGenerator generator = new RandomRequestGenerator(this.seed);

	private final TreeMap<Integer, Integer> statuses = new TreeMap<>();

	static Stream<Arguments> servers() {
		return Stream.of(
				arguments(WebApplicationType.SERVLET, FailpointsEndpointServletTests.ServletConfiguration.class),
				arguments(WebApplicationType.REACTIVE, FailpointsEndpointReactiveTests.ReactiveConfiguration.class));
	}

	@ParameterizedTest
	@MethodSource("servers")
	void areAnsweredAndChangeNothingIfRefused(WebApplicationType type, Class<?> configuration) throws IOException {
		try (EndpointApplication application = EndpointApplication.run(type, configuration,
				"logging.level.root=error")) {
			FailpointRegistry registry = application.registry();
			registry.declare("billing.total", new SiteSignature("Billing.total()", int.class, List.of()));
			RawClient client = application.rawClient();
			send(this.requests / 5, client, registry);
			long heap = heap(registry);
			send(this.requests - this.requests / 5, client, registry);
			if (this.requests > FEW) {
				assertThat(heap(registry) - heap).as("growth of the heap").isLessThan(GROWTH);
			}
			assertThat(this.statuses).containsKeys(200, 204, 400, 404, 405, 415);
			AbstractFailpointsEndpointHttpTests.assertWorks(application.client(),
					AbstractFailpointsEndpointHttpTests.ENDPOINT);
		}
	}

	private void send(int count, RawClient client, FailpointRegistry registry) throws IOException {
		for (int i = 0; i < count; i++) {
			RawRequest request = this.generator.request();
			try {
				send(request, client, registry);
			}
			catch (IOException | RuntimeException | AssertionError ex) {
				throw new AssertionError("-Dfailpoint.test.seed=" + this.seed + " fails for " + request, ex);
			}
		}
	}

	private void send(RawRequest request, RawClient client, FailpointRegistry registry) throws IOException {
		List<Setting> before = settings(registry);
		Answer answer = client.send(request);
		this.statuses.merge(answer.status(), 1, Integer::sum);
		if (answer.status() == RawClient.NO_ANSWER) {
			assertThat(request.complete()).as("no answer").isFalse();
			return;
		}
		assertThat(answer.status()).as(answer.body()).isBetween(200, 499);
		if (request.isSafe() || answer.status() >= 300) {
			assertThat(settings(registry)).as("status %d", answer.status()).isEqualTo(before);
		}
	}

	private static List<Setting> settings(FailpointRegistry registry) {
		return registry.failpoints().stream().map(Setting::of).toList();
	}

	private static long heap(FailpointRegistry registry) {
		registry.disableAll();
		Runtime runtime = Runtime.getRuntime();
		for (int i = 0; i < 5; i++) {
			System.gc();
		}
		return runtime.totalMemory() - runtime.freeMemory();
	}

	/**
	 * What a request may change.
	 */
	private record Setting(String name, @Nullable String terms, @Nullable Object seed, @Nullable Object enabledAt,
			@Nullable String reason) {

		static Setting of(FailpointStatus status) {
			return new Setting(status.name(), status.terms(), status.seed(), status.enabledAt(), status.reason());
		}

	}

}
