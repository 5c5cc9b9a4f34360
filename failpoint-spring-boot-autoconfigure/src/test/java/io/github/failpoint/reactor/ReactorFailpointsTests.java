package io.github.failpoint.reactor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.github.failpoint.EnableOptions;
import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointLimits;
import io.github.failpoint.FailpointPanicException;
import io.github.failpoint.FailpointPolicy;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointSource;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.convert.ValueConverter;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.blockhound.BlockingOperationError;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ReactorFailpoints}, with nobody allowed to block an event loop.
 */
@Tag(BlockHounds.TAG)
@ExtendWith(BlockHounds.class)
class ReactorFailpointsTests {

	private static final Duration TIMEOUT = Duration.ofMinutes(10);

	/**
	 * Makes publishers of everything, as the converter of the auto-configuration does.
	 */
	private static final ValueConverter CONVERTER = (type,
			place) -> (value) -> () -> () -> type.getTypeName().contains("Flux") ? Flux.just("x", "y") : Mono.just("x");

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry(FailpointPolicy.defaults(), CONVERTER);

	private final FailpointHandle point = this.registry.failpoint("p");

	@Test
	void blockingAnEventLoopIsNoticed() {
		Mono<String> blocking = Mono.fromCallable(() -> {
			Thread.sleep(1);
			return "slept";
		}).subscribeOn(Schedulers.parallel());
		StepVerifier.create(blocking).expectError(BlockingOperationError.class).verify(TIMEOUT);
	}

	@Test
	void whileDisabledThePublisherIsLeftAlone() {
		StepVerifier.create(mono()).expectNext("done").verifyComplete();
		StepVerifier.create(flux(3)).expectNext("1", "2", "3").verifyComplete();
	}

	@Test
	void aPublisherThatWasAssembledBeforeMeetsTheFailpoint() {
		Mono<String> assembled = mono();
		this.registry.enable("p", "throw(IOException)");
		StepVerifier.create(assembled).expectError(IOException.class).verify(TIMEOUT);
	}

	@Test
	void eachSubscriptionMeetsTheFailpoint() {
		this.registry.enable("p", "2*throw(IllegalStateException)");
		StepVerifier.create(mono().retry(2)).expectNext("done").verifyComplete();
		this.registry.enable("p", "1*off->1*panic");
		StepVerifier.create(mono().repeat()).expectNext("done").expectError(FailpointPanicException.class).verify();
	}

	@Test
	void whatIsReplacedIsNotSubscribedTo() {
		PublisherProbe<String> source = PublisherProbe.of(Mono.just("done"));
		Mono<String> mono = source.mono().transform(ReactorFailpoints.before(this.point, String.class));
		this.registry.enable("p", "return(x)");
		StepVerifier.create(mono).expectNext("x").verifyComplete();
		this.registry.enable("p", "return(null)");
		StepVerifier.create(mono).verifyComplete();
		this.registry.enable("p", "panic");
		StepVerifier.create(mono).verifyError(FailpointPanicException.class);
		source.assertWasNotSubscribed();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep(1h)", "pause(1h)" })
	void waitsInVirtualTime(String terms) {
		this.registry.enable("p", terms);
		StepVerifier.withVirtualTime(this::mono)
			.expectSubscription()
			.expectNoEvent(Duration.ofMinutes(59))
			.thenAwait(Duration.ofMinutes(1))
			.expectNext("done")
			.verifyComplete();
		assertThat(waiting()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep(1h)", "pause" })
	void disablingLetsAllSubscribersGoOnWithoutBlockingAnybody(String terms) throws InterruptedException {
		this.registry.enable("p", terms);
		AtomicReference<Thread> thread = new AtomicReference<>();
		StepVerifier
			.create(Flux.range(0, 100)
				.flatMap((i) -> mono().subscribeOn(Schedulers.parallel()), 100)
				.doOnNext((value) -> thread.set(Thread.currentThread()))
				.doOnSubscribe((subscription) -> Schedulers.boundedElastic().schedule(() -> disableOnceAllWait(100))))
			.expectNextCount(100)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(Schedulers.isNonBlockingThread(thread.get())).isTrue();
	}

	private void disableOnceAllWait(int count) {
		try {
			this.registry.awaitWaiting("p", count, TIMEOUT);
			this.registry.disable("p");
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void sleepsOnAnEventLoopWithoutHoldingIt() {
		this.registry.enable("p", "sleep(50ms)");
		StepVerifier.create(mono().subscribeOn(Schedulers.parallel()))
			.expectNext("done")
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void cancellingFreesTheWaiter() throws InterruptedException {
		this.registry.enable("p", "pause");
		Disposable subscription = mono().subscribe();
		assertThat(waiting()).isOne();
		subscription.dispose();
		assertThat(waiting()).isZero();
		assertThat(this.registry.disableAndAwait("p", TIMEOUT)).isTrue();
	}

	@Test
	void noMoreSubscribersWaitThanMay() {
		FailpointPolicy policy = FailpointPolicy.defaults().withLimits(FailpointLimits.none().withMaxWaiting(1));
		try (FailpointRegistry limited = new FailpointRegistry(policy)) {
			Mono<Integer> mono = Mono.just(1)
				.transform(ReactorFailpoints.before(limited.failpoint("p"), Integer.class));
			limited.enable("p", "pause", EnableOptions.source(FailpointSource.ENDPOINT));
			Disposable first = mono.subscribe();
			StepVerifier.create(mono).expectNext(1).expectComplete().verify(TIMEOUT);
			first.dispose();
			CompletableFuture<Integer> next = mono.toFuture();
			assertThat(next).as("in the place of the one that was cancelled").isNotDone();
			limited.disable("p");
			assertThat(next).succeedsWithin(TIMEOUT);
		}
	}

	@Test
	void delayLetsCallsThroughOnAnEventLoop() {
		this.registry.enable("p", "delay(1h)");
		StepVerifier.create(mono().subscribeOn(Schedulers.parallel()))
			.expectNext("done")
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(letThrough()).isEqualTo(Map.of(FailpointStatus.Reason.EVENT_LOOP, 1L));
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep(1h)", "pause", "delay(1h)" })
	void codeOnAnEventLoopThatCannotWaitOtherwiseGoesOn(String terms) {
		BlockingQueue<String> logged = new LinkedBlockingQueue<>();
		this.registry.enable("p", terms);
		try (LoggedMessages log = new LoggedMessages(logged)) {
			for (int i = 0; i < 2; i++) {
				StepVerifier.create(Mono.fromRunnable(this.point::hit).subscribeOn(Schedulers.parallel()))
					.expectComplete()
					.verify(TIMEOUT);
			}
			assertThat(log.next()).startsWith("Failpoint \"p\" was to ")
				.contains(" at handle on the thread \"parallel-", "which must not be held: such calls go on");
		}
		assertThat(logged).isEmpty();
		assertThat(letThrough()).isEqualTo(Map.of(FailpointStatus.Reason.EVENT_LOOP, 2L));
	}

	private Map<FailpointStatus.Reason, Long> letThrough() {
		FailpointStatus status = this.registry.status("p").orElseThrow();
		assertThat(status.triggers()).isZero();
		assertThat(status.notTriggered()).isEqualTo(FailpointStatus.Reason.EVENT_LOOP);
		return status.suppressed();
	}

	@Test
	void afterReplacesTheValueOfAMono() {
		Mono<String> mono = Mono.just("done").transform(ReactorFailpoints.after(this.point, String.class));
		this.registry.enable("p", "return(x)");
		StepVerifier.create(mono).expectNext("x").verifyComplete();
		this.registry.enable("p", "return(null)");
		StepVerifier.create(mono).verifyComplete();
		this.registry.enable("p", "throw(IOException)");
		StepVerifier.create(mono).verifyError(IOException.class);
	}

	@Test
	void afterIsReachedByAnEmptyMonoButNotByAFailedOne() {
		this.registry.enable("p", "return(x)");
		Function<Publisher<String>, Publisher<String>> after = ReactorFailpoints.after(this.point, String.class);
		StepVerifier.create(Mono.<String>empty().transform(after)).expectNext("x").verifyComplete();
		StepVerifier.create(Mono.<String>error(new IOException()).transform(after)).verifyError(IOException.class);
	}

	@Test
	void afterAddsToTheElementsOfAFlux() {
		Flux<String> flux = elements(2).transform(ReactorFailpoints.after(this.point, String.class));
		this.registry.enable("p", "return(x)");
		StepVerifier.create(flux).expectNext("1", "2", "x", "y").verifyComplete();
		this.registry.enable("p", "throw(IOException)");
		StepVerifier.create(flux).expectNext("1", "2").verifyError(IOException.class);
	}

	@Test
	void aStreamFailsHalfWay() {
		this.registry.enable("p", "throw(IOException)");
		TestPublisher<String> source = TestPublisher.create();
		StepVerifier.create(source.flux().transform(ReactorFailpoints.afterElements(2, this.point, String.class)))
			.then(() -> source.next("1", "2"))
			.expectNext("1", "2")
			.verifyError(IOException.class);
		source.assertCancelled();
	}

	@Test
	void aStreamEndsHalfWayWithOtherElements() {
		this.registry.enable("p", "return(x)");
		StepVerifier.create(flux(3)).expectNext("1", "2", "x", "y").verifyComplete();
	}

	@Test
	void aStreamWaitsHalfWay() {
		this.registry.enable("p", "sleep(1h)");
		StepVerifier.withVirtualTime(() -> flux(3))
			.expectNext("1", "2")
			.expectNoEvent(Duration.ofHours(1))
			.expectNext("3")
			.verifyComplete();
	}

	@Test
	void aStreamThatIsTooShortDoesNotMeetTheFailpoint() {
		this.registry.enable("p", "panic");
		StepVerifier.create(flux(1)).expectNext("1").verifyComplete();
	}

	@Test
	void eachSubscriptionCountsItsOwnElements() {
		this.registry.enable("p", "1*throw(IOException)");
		StepVerifier.create(flux(3).retry(1)).expectNext("1", "2", "1", "2", "3").verifyComplete();
	}

	@Test
	void aStreamKeepsToTheDemand() {
		this.registry.enable("p", "off");
		AtomicInteger sent = new AtomicInteger();
		StepVerifier.create(flux(100).doOnNext((element) -> sent.incrementAndGet()), 3)
			.expectNext("1", "2", "3")
			.thenCancel()
			.verify();
		assertThat(sent).hasValue(3);
	}

	@Test
	void theCountOfElementsIsPositive() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ReactorFailpoints.afterElements(0, this.point, String.class))
			.withMessage("'count' must be positive but is 0");
	}

	@Test
	void aCallbackIsCalledByEachSubscription() {
		List<String> sites = new ArrayList<>();
		this.registry.enable("p", (call) -> {
			sites.add(call.site());
			call.returns(Mono.just("called"));
		});
		StepVerifier.create(mono().repeat(1)).expectNext("called", "called").verifyComplete();
		assertThat(sites).containsExactly("handle", "handle");
	}

	@Test
	void tenThousandSubscribersNeedNoThreads() throws InterruptedException {
		this.registry.enable("p", "pause");
		int before = Thread.activeCount();
		AtomicInteger ended = new AtomicInteger();
		for (int i = 0; i < 10_000; i++) {
			mono().subscribe((value) -> ended.incrementAndGet());
		}
		assertThat(waiting()).isEqualTo(10_000);
		assertThat(Thread.activeCount()).isLessThan(before + 1_000);
		assertThat(this.registry.disableAndAwait("p", TIMEOUT)).isTrue();
		while (ended.get() < 10_000) {
			LockSupport.parkNanos(1_000_000);
		}
	}

	private Mono<String> mono() {
		return Mono.just("done").transform(ReactorFailpoints.before(this.point, String.class));
	}

	private Flux<String> flux(int count) {
		return elements(count).transform(ReactorFailpoints.afterElements(2, this.point, String.class));
	}

	private static Flux<String> elements(int count) {
		return Flux.range(1, count).map(String::valueOf);
	}

	private long waiting() {
		return this.registry.status("p").orElseThrow().waiting();
	}

	/**
	 * What the engine logs, until this is closed.
	 */
	private static final class LoggedMessages extends Handler implements AutoCloseable {

		private final Logger logger = Logger.getLogger("io.github.failpoint");

		private final BlockingQueue<String> messages;

		LoggedMessages(BlockingQueue<String> messages) {
			this.messages = messages;
			this.logger.addHandler(this);
		}

		String next() {
			try {
				return Objects.requireNonNull(this.messages.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
		}

		@Override
		public void publish(LogRecord record) {
			this.messages.add(record.getMessage());
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
			this.logger.removeHandler(this);
		}

	}

}
