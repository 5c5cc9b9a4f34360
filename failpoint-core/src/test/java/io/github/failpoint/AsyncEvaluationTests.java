package io.github.failpoint;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import io.github.failpoint.convert.Conversion;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for evaluations that hold no thread.
 */
class AsyncEvaluationTests {

	private static final Duration TIMEOUT = Callers.PATIENCE;

	private final ManualTicker ticker = new ManualTicker();

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry(FailpointPolicy.defaults(), Conversion.NO_OTHERS,
			this.ticker);

	@AutoClose
	private final Callers callers = new Callers();

	private final FailpointHandle handle = this.registry.failpoint("p");

	private final AtomicBoolean ran = new AtomicBoolean();

	@Test
	void whileDisabledTheResultOfTheCodeIsTheResult() {
		CompletableFuture<String> result = new CompletableFuture<>();
		assertThat(this.handle.evaluateAsync(String.class, () -> result)).isSameAs(result);
	}

	@ParameterizedTest
	@ValueSource(strings = { "off", "0%throw(IllegalStateException)", "yield", "print", "break", "delay(0)" })
	void theCodeGoesOn(String terms) {
		this.registry.enable("p", terms);
		assertThat(call()).isCompletedWithValue("done");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep(100ms)", "pause(100ms)" })
	void theCodeRunsAtOnceAndItsResultIsDelayed(String terms) {
		this.registry.enable("p", terms);
		AtomicReference<Thread> thread = new AtomicReference<>();
		CompletableFuture<String> result = this.handle.evaluateAsync(String.class, () -> {
			thread.set(Thread.currentThread());
			return CompletableFuture.completedFuture("done");
		}).toCompletableFuture();
		assertThat(thread).hasValue(Thread.currentThread());
		assertThat(waiting()).isOne();
		this.ticker.advance(Duration.ofNanos(99_999_999));
		assertThat(result).isNotDone();
		this.ticker.advance(Duration.ofNanos(1));
		assertThat(result).succeedsWithin(TIMEOUT).isEqualTo("done");
		assertThat(waiting()).isZero();
	}

	@Test
	void aFailureOfTheCodeIsDelayedToo() {
		this.registry.enable("p", "pause");
		CompletableFuture<String> result = this.handle
			.evaluateAsync(String.class, () -> CompletableFuture.<String>failedFuture(new IOException("own")))
			.toCompletableFuture();
		assertThat(result).isNotDone();
		this.registry.release("p", 1);
		assertThat(result).failsWithin(TIMEOUT).withThrowableThat().havingCause().withMessage("own");
	}

	@Test
	void aResultThatComesAfterTheWaitIsNotDelayed() {
		this.registry.enable("p", "pause");
		CompletableFuture<String> body = new CompletableFuture<>();
		CompletableFuture<String> result = this.handle.evaluateAsync(String.class, () -> body).toCompletableFuture();
		this.registry.disable("p");
		body.complete("late");
		assertThat(result).succeedsWithin(TIMEOUT).isEqualTo("late");
	}

	@Test
	void codeThatThrowsEndsTheWait() {
		this.registry.enable("p", "pause");
		assertThatIllegalStateException().isThrownBy(() -> this.handle.evaluateAsync(String.class, () -> {
			throw new IllegalStateException("own");
		}));
		assertThat(waiting()).isZero();
	}

	@Test
	void throwIsAFailedResult() {
		this.registry.enable("p", "throw(IOException, gone)");
		assertThat(call()).failsWithin(TIMEOUT)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(IOException.class)
			.withMessage("gone");
		assertThat(this.ran).isFalse();
	}

	@Test
	void panicIsAFailedResult() {
		this.registry.enable("p", "panic");
		assertThat(call()).failsWithin(TIMEOUT)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(FailpointPanicException.class);
		assertThat(this.ran).isFalse();
	}

	@Test
	void returnIsACompletedResult() {
		this.registry.enable("p", "return(early)");
		assertThat(call()).isCompletedWithValue("early");
		assertThat(this.ran).isFalse();
	}

	@Test
	void returnWithoutAValueIsTheEmptyValue() {
		this.registry.enable("p", "return");
		CompletionStage<List<String>> result = this.handle.evaluateAsync(List.class,
				() -> CompletableFuture.completedFuture(List.of("done")));
		assertThat(result.toCompletableFuture()).isCompletedWithValue(List.of());
	}

	@Test
	void aValueThatDoesNotFitIsAFailedResult() {
		this.registry.enable("p", "return(x)");
		CompletionStage<Integer> result = this.handle.evaluateAsync(Integer.class,
				() -> CompletableFuture.completedFuture(1));
		assertThat(result.toCompletableFuture()).failsWithin(TIMEOUT)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(SiteMismatchException.class);
	}

	@Test
	void aCallbackSeesTheArgumentsAndMayReturn() {
		this.registry.enable("p", (call) -> call.returns("seen " + call.arguments().get(0)));
		assertThat(call("argument")).isCompletedWithValue("seen argument");
	}

	@Test
	void releasingLetsTheOldestGo() {
		this.registry.enable("p", "pause");
		List<CompletableFuture<String>> calls = List.of(call(), call(), call());
		assertThat(this.registry.release("p", 2)).isEqualTo(2);
		assertThat(calls.get(0)).succeedsWithin(TIMEOUT);
		assertThat(calls.get(1)).succeedsWithin(TIMEOUT);
		assertThat(calls.get(2)).isNotDone();
		assertThat(waiting()).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep(1h)", "pause", "pause(1h)", "sleep(2562047h)" })
	void disablingCompletesAllAtOnce(String terms) {
		this.registry.enable("p", terms);
		List<CompletableFuture<String>> calls = List.of(call(), call(), call());
		this.registry.disable("p");
		assertThat(calls).allSatisfy((call) -> assertThat(call).succeedsWithin(TIMEOUT).isEqualTo("done"));
		assertThat(this.ticker.pendingTasks()).isZero();
	}

	@Test
	void enablingAgainCompletesAllAtOnce() {
		this.registry.enable("p", "pause");
		CompletableFuture<String> call = call();
		this.registry.enable("p", "pause");
		assertThat(call).succeedsWithin(TIMEOUT);
	}

	@Test
	void closingCompletesAllAtOnce() {
		this.registry.enable("p", "sleep(1h)");
		CompletableFuture<String> call = call();
		this.registry.close();
		assertThat(call).succeedsWithin(TIMEOUT);
	}

	@Test
	void threadsAndCallsWithoutOneWakeEachOther() throws InterruptedException {
		this.registry.enable("p", "pause");
		List<Future<?>> waiters = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			waiters.add(call());
			waiters.add(this.callers.run(this.handle::hit));
		}
		Callers.awaitWaiting(this.registry, "p", 20);
		this.registry.disable("p");
		Callers.join(waiters);
	}

	@Test
	void cancellingFreesTheWaiter() throws InterruptedException {
		this.registry.enable("p", "sleep(1h)");
		CompletableFuture<String> body = new CompletableFuture<>();
		CompletableFuture<String> result = this.handle.evaluateAsync(String.class, () -> body).toCompletableFuture();
		result.cancel(true);
		assertThat(body).isCancelled();
		assertThat(waiting()).isZero();
		assertThat(this.ticker.pendingTasks()).isZero();
		assertThat(this.registry.disableAndAwait("p", TIMEOUT)).isTrue();
	}

	@Test
	void aCallThatWaitsIsInside() throws InterruptedException {
		this.registry.enable("p", "pause");
		CompletableFuture<String> call = call();
		assertThat(this.registry.awaitWaiting("p", 1, TIMEOUT)).isEqualTo(AwaitOutcome.REACHED);
		assertThat(this.registry.disableAndAwait("p", TIMEOUT)).isTrue();
		assertThat(call).succeedsWithin(TIMEOUT);
	}

	@Test
	void othersGoOnWhileTheFirstIsHeldUp() {
		this.registry.enable("p", "pause");
		CountDownLatch others = new CountDownLatch(EngineThreads.MAX);
		CompletableFuture<Void> first = call().thenRun(() -> awaitUninterruptibly(others));
		for (int i = 0; i < EngineThreads.MAX; i++) {
			call().thenRun(others::countDown);
		}
		this.registry.disable("p");
		assertThat(first).succeedsWithin(TIMEOUT);
	}

	@Test
	void threadsGoOnHoweverManyCallsWithoutOneAreHeldUp() throws InterruptedException {
		this.registry.enable("p", "pause");
		CountDownLatch over = new CountDownLatch(1);
		List<CompletableFuture<Void>> heldUp = new ArrayList<>();
		for (int i = 0; i < 2 * EngineThreads.MAX; i++) {
			heldUp.add(call().thenRun(() -> awaitUninterruptibly(over)));
		}
		Future<?> thread = this.callers.run(this.handle::hit);
		assertThat(this.registry.awaitWaiting("p", heldUp.size() + 1, TIMEOUT)).isEqualTo(AwaitOutcome.REACHED);
		this.registry.disable("p");
		Callers.get(thread);
		over.countDown();
		assertThat(CompletableFuture.allOf(heldUp.toArray(CompletableFuture[]::new))).succeedsWithin(TIMEOUT);
	}

	@Test
	void theOneThatDisablesRunsNobodysCode() {
		this.registry.enable("p", "pause");
		Set<String> names = ConcurrentHashMap.newKeySet();
		AtomicInteger running = new AtomicInteger();
		AtomicInteger atOnce = new AtomicInteger();
		List<CompletableFuture<?>> calls = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			calls.add(call().thenRun(() -> {
				atOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
				names.add(Thread.currentThread().getName());
				running.decrementAndGet();
			}));
		}
		this.registry.disable("p");
		assertThat(CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))).succeedsWithin(TIMEOUT);
		assertThat(names).containsExactly(EngineThreads.CONTINUING_NAME);
		assertThat(atOnce).hasValueLessThanOrEqualTo(EngineThreads.MAX);
	}

	@Test
	void theTimerRunsNobodysCode() {
		this.registry.enable("p", "sleep(1s)");
		CompletableFuture<Thread> thread = call().thenApply((value) -> Thread.currentThread());
		this.ticker.advance(Duration.ofSeconds(1));
		assertThat(thread).succeedsWithin(TIMEOUT)
			.satisfies((continuing) -> assertThat(continuing.getName()).isEqualTo(EngineThreads.CONTINUING_NAME));
	}

	@Test
	void aSiteReachesItsFailpointAroundItsCode() {
		FailpointSite site = this.registry.declare("p", new SiteSignature("site", CompletableFuture.class, List.of()));
		assertThat(site.<String>aroundAsync(this::body)).isCompletedWithValue("done");
		this.registry.enable("p", (call) -> call.returns(null));
		assertThat(site.<String>aroundAsync(this::body)).isCompletedWithValue(null);
	}

	@Test
	void aSiteThatSignalsErrorsTakesAnyException() {
		SiteSignature signature = new SiteSignature("site", CompletableFuture.class, List.of());
		this.registry.declare("p", signature.signallingErrors());
		this.registry.enable("p", "throw(IOException)");
		assertThat(this.registry.declare("p", signature.signallingErrors()).evaluateAsync()).isCompletedExceptionally();
	}

	@Test
	void suppressedEvaluationsDoNothing() throws Exception {
		this.registry.enable("p", "panic");
		CompletableFuture<String> call = Failpoints.suppress(() -> call());
		assertThat(call).isCompletedWithValue("done");
	}

	private CompletableFuture<String> call(Object... arguments) {
		return this.handle.evaluateAsync(String.class, this::body, arguments).toCompletableFuture();
	}

	private CompletableFuture<String> body() {
		this.ran.set(true);
		return CompletableFuture.completedFuture("done");
	}

	private long waiting() {
		return this.registry.status("p").orElseThrow().waiting();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		while (latch.getCount() > 0) {
			LockSupport.parkNanos(1_000_000);
		}
	}

}
