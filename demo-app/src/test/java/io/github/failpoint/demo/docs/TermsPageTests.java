package io.github.failpoint.demo.docs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.failpoint.AwaitOutcome;
import io.github.failpoint.EnableOptions;
import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.terms.Action;
import io.github.failpoint.terms.DurationRange;
import io.github.failpoint.terms.Terms;
import io.github.failpoint.terms.TermsSyntaxException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What docs/terms.md says.
 */
class TermsPageTests {

	private static final String PAGE = "docs/terms.md";

	private static final int CALLS = 4;

	private static final int NOTHING = Integer.MIN_VALUE;

	private static final Duration LIMIT = Duration.ofMinutes(10);

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void stopThreads() {
		this.threads.shutdownNow();
	}

	private static List<List<String>> rows(String heading) {
		return DocsTable.rows(PAGE, heading);
	}

	static Stream<String> expressions() {
		Stream<String> blocks = Page.of(PAGE)
			.blocks()
			.stream()
			.filter((block) -> block.is("text"))
			.map(Page.Block::text);
		Stream<String> examples = rows("Before an action").stream().map((row) -> row.get(2));
		Stream<String> values = rows("Value").stream()
			.flatMap((row) -> CODE.matcher("`" + row.get(0) + "`").results())
			.map((code) -> code.group(1).replace("`", ""));
		return Stream.of(blocks, examples, values).flatMap((texts) -> texts);
	}

	@ParameterizedTest
	@MethodSource("expressions")
	void expressionsAreInTheLanguage(String expression) {
		assertThatNoException().isThrownBy(() -> Terms.of(expression));
	}

	@Test
	void everyActionIsInTheTable() {
		List<String> keywords = new ArrayList<>();
		for (List<String> row : rows("Action")) {
			String terms = row.get(0)
				.replace("duration", "1s")
				.replace("Type", "IllegalStateException")
				.replace("status", "1");
			keywords.add(Terms.of(terms).terms().get(0).action().keyword());
		}
		assertThat(keywords).containsOnly(Stream.of(Action.class.getPermittedSubclasses())
			.map((type) -> type.getSimpleName().toLowerCase(Locale.ROOT))
			.toArray(String[]::new));
	}

	static Stream<List<String>> examples() {
		return rows("Terms").stream();
	}

	@ParameterizedTest
	@MethodSource("examples")
	void examplesDoWhatTheTableSays(List<String> row) throws Exception {
		try (FailpointRegistry registry = new FailpointRegistry()) {
			FailpointHandle handle = registry.failpoint("example");
			registry.enable("example", row.get(0), EnableOptions.seed(42));
			List<String> calls = new ArrayList<>();
			for (int i = 0; i < CALLS; i++) {
				calls.add(call(handle, registry));
			}
			assertThat(calls).containsExactly(row.get(2).split(", "));
		}
	}

	private String call(FailpointHandle handle, FailpointRegistry registry) throws Exception {
		long waiting = registry.status("example").orElseThrow().waiting() + 1;
		CompletableFuture<String> outcome = CompletableFuture.supplyAsync(() -> outcome(handle), this.threads);
		CompletableFuture<String> wait = CompletableFuture.supplyAsync(() -> awaitWaiting(registry, waiting),
				this.threads);
		return (String) CompletableFuture.anyOf(outcome, wait).get();
	}

	private static String outcome(FailpointHandle handle) {
		try {
			int result = handle.evaluate(int.class, () -> NOTHING);
			return (result != NOTHING) ? "returns " + result : "goes on";
		}
		catch (RuntimeException ex) {
			return "throws";
		}
	}

	private static String awaitWaiting(FailpointRegistry registry, long count) {
		try {
			AwaitOutcome outcome = registry.awaitWaiting("example", count, LIMIT);
			return (outcome == AwaitOutcome.REACHED) ? "waits" : outcome.toString();
		}
		catch (InterruptedException ex) {
			return "is interrupted";
		}
	}

	static Stream<List<String>> durations() {
		return rows("Duration").stream();
	}

	@ParameterizedTest
	@MethodSource("durations")
	void durationsAreAsLongAsTheTableSays(List<String> row) {
		Action.Sleep sleep = (Action.Sleep) Terms.of("sleep(" + row.get(0) + ")").terms().get(0).action();
		assertThat(length(sleep.duration())).isEqualTo(row.get(1));
	}

	private static String length(DurationRange duration) {
		long min = Duration.ofNanos(duration.minNanos()).toMillis();
		long max = Duration.ofNanos(duration.maxNanos()).toMillis();
		return (min == max) ? min + " ms" : min + " ms to " + max + " ms";
	}

	static Stream<List<String>> mistakes() {
		return rows("Not in the language").stream();
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void mistakesAreRefusedAsTheTableSays(List<String> row) {
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> Terms.of(row.get(0)))
			.withMessage("Invalid terms \"%s\" at %s", row.get(0), row.get(1));
	}

}
