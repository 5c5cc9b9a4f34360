package io.github.failpoint.aop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.failpoint.AwaitOutcome;
import io.github.failpoint.FailpointException;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every cell of the tables in {@code docs/async.md}, for every type of its column.
 */
class AsyncTableTests {

	private static final Duration TIMEOUT = Duration.ofMinutes(10);

	private static final Pattern CODE = Pattern.compile("`(\\w+)`");

	@AutoClose("shutdownNow")
	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "caller");
		thread.setDaemon(true);
		return thread;
	});

	static Stream<Cell> cells() throws IOException {
		return Stream.concat(cells("terms", "before."), cells("terms with `AFTER`", "after."));
	}

	private static Stream<Cell> cells(String heading, String failpoint) throws IOException {
		List<List<String>> rows = table(heading);
		List<Cell> cells = new ArrayList<>();
		for (List<String> row : rows.subList(2, rows.size())) {
			for (int column = 1; column < row.size(); column++) {
				for (String type : types(rows.get(0).get(column))) {
					cells.add(new Cell(failpoint + type, row.get(0).replace("`", ""), row.get(column)));
				}
			}
		}
		return cells.stream();
	}

	private static List<String> types(String heading) {
		List<String> types = CODE.matcher(heading).results().map((match) -> match.group(1)).toList();
		return types.isEmpty() ? List.of("String") : types;
	}

	private static List<List<String>> table(String heading) throws IOException {
		Path root = Path.of("").toAbsolutePath();
		while (!Files.exists(root.resolve("docs/async.md"))) {
			root = root.getParent();
		}
		return Files.readAllLines(root.resolve("docs/async.md"))
			.stream()
			.dropWhile((line) -> !line.startsWith("| " + heading + " |"))
			.takeWhile((line) -> line.startsWith("|"))
			.map((line) -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList())
			.toList();
	}

	@Test
	void theTablesAreThere() throws IOException {
		assertThat(cells()).hasSizeGreaterThan(80);
	}

	@ParameterizedTest
	@MethodSource("cells")
	void doesWhatTheTableSays(Cell cell) {
		FailpointContexts.runner().withBean(Answers.class).run((context) -> {
			Answers answers = context.getBean(Answers.class);
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable(cell.failpoint(), cell.terms());
			Call call = new Call(cell, registry, answers);
			check(cell.text()).run(call);
		});
	}

	private Check check(String text) {
		Check check = Map
			.ofEntries(Map.<String, Check>entry("goes on", (call) -> call.ends(call.start(), "done", 1)),
					Map.entry("delays the subscription, holds no thread", (call) -> call.waits(call.start(), 0)),
					Map.entry("delays the completion, holds no thread", (call) -> call.waits(call.start(), 1)),
					Map.entry("delays the result, holds no thread", (call) -> call.waits(call.start(), 1)),
					Map.entry("holds who calls `get()`", (call) -> call.waits(call.start(), 1)),
					Map.entry("holds who calls it", (call) -> call.waits(call.start(), call.isAfter() ? 1 : 0)),
					Map.entry("holds the caller", (call) -> call.waits(call.startElsewhere(), call.isAfter() ? 1 : 0)),
					Map.entry("holds the subscriber", (call) -> call.waits(call.startElsewhere(), 0)),
					Map.entry("error signal", Call::fails), Map.entry("failed", Call::fails),
					Map.entry("thrown when called", Call::fails), Map.entry("thrown", Call::fails),
					Map.entry("emitted", Call::returnsEarly), Map.entry("completed with it", Call::returnsEarly),
					Map.entry("returned when called", Call::returnsEarly), Map.entry("returned", Call::returnsEarly),
					Map.entry("in place of the value, or after the elements", Call::returnsEarly),
					Map.entry("empty", (call) -> call.ends(call.start(), null, 0)),
					Map.entry("completed with the empty value", (call) -> call.ends(call.start(), null, 0)),
					Map.entry("empty value when called", (call) -> call.ends(call.start(), null, 0)),
					Map.entry("the empty value", (call) -> call.ends(call.start(), null, 0)))
			.get(text);
		assertThat(check).as("what is to be checked for \"%s\"", text).isNotNull();
		return check;
	}

	private CompletableFuture<?> elsewhere(Callable<?> task) {
		CompletableFuture<Object> result = new CompletableFuture<>();
		this.threads.execute(() -> {
			try {
				result.complete(task.call());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		});
		return result;
	}

	private static BiFunction<Answers, Elsewhere, CompletableFuture<?>> answersOf(String type) {
		return switch (type) {
			case "Mono" -> (answers, elsewhere) -> answers.mono().toFuture();
			case "Flux" -> (answers, elsewhere) -> answers.flux().reduce((one, other) -> one + "," + other).toFuture();
			case "CompletableFuture" -> (answers, elsewhere) -> answers.completableFuture();
			case "CompletionStage" -> (answers, elsewhere) -> answers.completionStage().toCompletableFuture();
			case "Future" -> (answers, elsewhere) -> {
				Future<String> future = answers.future();
				return elsewhere.run(future::get);
			};
			case "Callable" -> (answers, elsewhere) -> elsewhere.run(answers.callable());
			case "String" -> (answers, elsewhere) -> elsewhere.run(answers::string);
			default -> throw new IllegalArgumentException(type);
		};
	}

	record Cell(String failpoint, String terms, String text) {

		String type() {
			return this.failpoint.substring(this.failpoint.indexOf('.') + 1);
		}

	}

	@FunctionalInterface
	interface Check {

		void run(Call call) throws Exception;

	}

	private final class Call {

		private final Cell cell;

		private final FailpointRegistry registry;

		private final Answers answers;

		Call(Cell cell, FailpointRegistry registry, Answers answers) {
			this.cell = cell;
			this.registry = registry;
			this.answers = answers;
		}

		boolean isAfter() {
			return this.cell.failpoint().startsWith("after.");
		}

		/**
		 * Call the method on this thread, and wait for its result elsewhere.
		 */
		CompletableFuture<?> start() {
			return answersOf(this.cell.type()).apply(this.answers, AsyncTableTests.this::elsewhere);
		}

		CompletableFuture<?> startElsewhere() {
			return elsewhere(() -> start().get());
		}

		void waits(CompletableFuture<?> result, int runs) throws InterruptedException {
			assertThat(this.registry.awaitWaiting(this.cell.failpoint(), 1, TIMEOUT)).isEqualTo(AwaitOutcome.REACHED);
			assertThat(result).isNotDone();
			assertThat(this.answers.runs()).hasValue(runs);
			this.registry.disable(this.cell.failpoint());
			ends(result, "done", 1);
		}

		void ends(CompletableFuture<?> result, Object value, int runs) {
			assertThat(result).succeedsWithin(TIMEOUT).isEqualTo(value);
			assertThat(this.answers.runs()).hasValue(runs);
		}

		void fails() {
			assertThat(start()).failsWithin(TIMEOUT)
				.withThrowableThat()
				.satisfies((thrown) -> assertThat(thrown).rootCause()
					.isInstanceOfAny(IllegalStateException.class, FailpointException.class));
			assertThat(this.answers.runs()).hasValue(isAfter() ? 1 : 0);
		}

		void returnsEarly() {
			boolean appended = isAfter() && this.cell.type().equals("Flux");
			ends(start(), appended ? "done,early" : "early", isAfter() ? 1 : 0);
		}

	}

	private interface Elsewhere {

		CompletableFuture<?> run(Callable<?> task);

	}

	/**
	 * Counts how often it is subscribed to, called or run, whichever the type means.
	 */
	static class Answers {

		private final AtomicInteger runs = new AtomicInteger();

		public AtomicInteger runs() {
			return this.runs;
		}

		@Failpoint("before.Mono")
		@Failpoint(name = "after.Mono", at = Failpoint.At.AFTER)
		public Mono<String> mono() {
			return Mono.fromCallable(this::run);
		}

		@Failpoint("before.Flux")
		@Failpoint(name = "after.Flux", at = Failpoint.At.AFTER)
		public Flux<String> flux() {
			return Flux.from(Mono.fromCallable(this::run));
		}

		@Failpoint("before.CompletableFuture")
		@Failpoint(name = "after.CompletableFuture", at = Failpoint.At.AFTER)
		public CompletableFuture<String> completableFuture() {
			return CompletableFuture.completedFuture(run());
		}

		@Failpoint("before.CompletionStage")
		@Failpoint(name = "after.CompletionStage", at = Failpoint.At.AFTER)
		public CompletionStage<String> completionStage() {
			return CompletableFuture.completedFuture(run());
		}

		@Failpoint("before.Future")
		@Failpoint(name = "after.Future", at = Failpoint.At.AFTER)
		public Future<String> future() {
			FutureTask<String> future = new FutureTask<>(this::run);
			future.run();
			return future;
		}

		@Failpoint("before.Callable")
		@Failpoint(name = "after.Callable", at = Failpoint.At.AFTER)
		public Callable<String> callable() {
			return this::run;
		}

		@Failpoint("before.String")
		@Failpoint(name = "after.String", at = Failpoint.At.AFTER)
		public String string() {
			return run();
		}

		private String run() {
			this.runs.incrementAndGet();
			return "done";
		}

	}

}
