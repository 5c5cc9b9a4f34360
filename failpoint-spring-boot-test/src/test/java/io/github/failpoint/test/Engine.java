package io.github.failpoint.test;

import java.util.List;
import java.util.Map;

import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

import org.junit.platform.engine.TestExecutionResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs classes of tests as JUnit does.
 */
final class Engine {

	private Engine() {
	}

	static EngineExecutionResults run(Class<?>... types) {
		return run(Map.of(), types);
	}

	static EngineExecutionResults run(Map<String, String> parameters, Class<?>... types) {
		EngineTestKit.Builder builder = EngineTestKit.engine("junit-jupiter").configurationParameters(parameters);
		for (Class<?> type : types) {
			builder.selectors(DiscoverySelectors.selectClass(type));
		}
		return builder.execute();
	}

	static Map<String, String> parallel(int workers) {
		return Map.of("junit.jupiter.execution.parallel.enabled", "true",
				"junit.jupiter.execution.parallel.mode.default", "concurrent",
				"junit.jupiter.execution.parallel.config.strategy", "fixed",
				"junit.jupiter.execution.parallel.config.fixed.parallelism", String.valueOf(workers));
	}

	/**
	 * Run one class of one test that has to fail.
	 * @return why it fails
	 */
	static Throwable failure(Class<?> type) {
		Events tests = run(type).testEvents();
		List<Throwable> failures = failures(tests);
		assertThat(failures).as(type.getSimpleName()).hasSize(1);
		return failures.get(0);
	}

	static List<Throwable> failures(Events tests) {
		return tests.failed()
			.stream()
			.map((event) -> event.getRequiredPayload(TestExecutionResult.class))
			.map((result) -> result.getThrowable().orElseThrow())
			.toList();
	}

	static void passes(Class<?> type, int tests) {
		passes(run(type), type, tests);
	}

	static void passesInParallel(int workers, Class<?> type, int tests) {
		passes(run(parallel(workers), type), type, tests);
	}

	private static void passes(EngineExecutionResults results, Class<?> type, int tests) {
		assertThat(failures(results.allEvents())).as(type.getSimpleName()).isEmpty();
		assertThat(results.testEvents().succeeded().count()).isEqualTo(tests);
	}

	static String name(Event event) {
		return event.getTestDescriptor().getDisplayName();
	}

}
