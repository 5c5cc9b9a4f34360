package io.github.failpoint.aop;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.SettingRefusedException;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.reactor.BlockHounds;
import io.reactivex.rxjava3.core.BackpressureStrategy;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for what is adapted to a publisher, and for what is refused.
 */
@Tag(BlockHounds.TAG)
@ExtendWith(BlockHounds.class)
class ReactiveTypesTests {

	static Stream<Arguments> all() {
		return Stream.concat(single(), streams());
	}

	static Stream<Arguments> single() {
		return Stream.of(source("single", (answers) -> answers.single().toFlowable()),
				source("maybe", (answers) -> answers.maybe().toFlowable()),
				source("uni", (answers) -> JdkFlowAdapter.flowPublisherToFlux(answers.uni().convert().toPublisher())),
				source("mono", (answers) -> answers.mono()));
	}

	static Stream<Arguments> streams() {
		return Stream.of(source("flowable", Answers::flowable),
				source("observable", (answers) -> answers.observable().toFlowable(BackpressureStrategy.BUFFER)),
				source("multi", (answers) -> JdkFlowAdapter.flowPublisherToFlux(answers.multi())),
				source("flow", (answers) -> JdkFlowAdapter.flowPublisherToFlux(answers.flow())),
				source("publisher", Answers::publisher), source("flux", Answers::flux));
	}

	private static Arguments source(String name, Function<Answers, Publisher<?>> source) {
		return arguments(name, Named.of(name, source));
	}

	@ParameterizedTest
	@MethodSource("all")
	void meetsTheFailpointInEachSubscription(String name, Function<Answers, Publisher<?>> source) {
		run((answers, registry) -> {
			Flux<Object> assembled = Flux.from(source.apply(answers));
			registry.enable(name, "1*throw(IOException)->2*off->return(7)");
			StepVerifier.create(assembled).expectError(IOException.class).verify();
			StepVerifier.create(assembled.repeat(1)).expectNext(1, 1).verifyComplete();
			StepVerifier.create(assembled).expectNext(7).verifyComplete();
		});
	}

	@ParameterizedTest
	@MethodSource("all")
	void waitsWithoutAThread(String name, Function<Answers, Publisher<?>> source) {
		run((answers, registry) -> {
			registry.enable(name, "pause");
			CompletableFuture<Object> result = Flux.<Object>from(source.apply(answers)).next().toFuture();
			assertThat(registry.status(name).orElseThrow().waiting()).isOne();
			result.cancel(true);
			assertThat(registry.status(name).orElseThrow().waiting()).isZero();
		});
	}

	@ParameterizedTest
	@MethodSource("streams")
	void anArrayGivesAStreamItsElements(String name, Function<Answers, Publisher<?>> source) {
		run((answers, registry) -> {
			registry.enable(name, "1*return([1,2,3])->1*return->return(null)");
			Flux<Object> stream = Flux.from(source.apply(answers));
			StepVerifier.create(stream).expectNext(1, 2, 3).verifyComplete();
			StepVerifier.create(stream).verifyComplete();
			StepVerifier.create(stream).verifyComplete();
		});
	}

	@ParameterizedTest
	@MethodSource("all")
	void aValueThatIsNotAnElementIsRefused(String name, Function<Answers, Publisher<?>> source) {
		run((answers, registry) -> assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> registry.enable(name, "return(x)"))
			.withMessageContaining("\"x\" is not an Integer"));
	}

	@Test
	void whatCompletesWithoutAValueTakesNone() {
		run((answers, registry) -> {
			registry.enable("completable", "1*throw(IOException)->return");
			answers.completable().test().assertError(IOException.class);
			answers.completable().test().assertComplete();
			assertThatExceptionOfType(SettingRefusedException.class)
				.isThrownBy(() -> registry.enable("completable", "return(1)"));
		});
	}

	@Test
	void whatAlwaysHasAValueNeedsOne() {
		run((answers, registry) -> assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> registry.enable("single", "return"))
			.withMessageContaining("a Single always has a value"));
	}

	@Test
	void anEmptyUniCompletes() {
		run((answers, registry) -> {
			registry.enable("uni", "return");
			assertThat(answers.uni().subscribeAsCompletionStage()).isCompletedWithValue(null);
		});
	}

	@Test
	void aStreamFailsAfterSomeElements() {
		run((answers, registry) -> {
			registry.enable("half", "throw(IOException)");
			StepVerifier.create(answers.half()).expectNext(1, 2).verifyError(IOException.class);
		});
	}

	@Test
	void failpointsOfOneMethodActInTheirOrder() {
		run((answers, registry) -> {
			registry.enable("first", "1*throw(IOException)->off");
			registry.enable("second", "1*throw(IllegalStateException)->off");
			registry.enable("last", "return(8)");
			Mono<Integer> mono = answers.ordered();
			StepVerifier.create(mono).verifyError(IOException.class);
			StepVerifier.create(mono).verifyError(IllegalStateException.class);
			StepVerifier.create(mono).expectNext(8).verifyComplete();
		});
	}

	@Test
	void aCallbackSeesTheArguments() {
		run((answers, registry) -> {
			registry.enable("echo", (call) -> call.returns(Mono.just("not " + call.arguments().get(0))));
			StepVerifier.create(answers.echo("this")).expectNext("not this").verifyComplete();
		});
	}

	@Test
	void aFutureFailsWithACheckedExceptionThatTheMethodDoesNotDeclare() {
		run((answers, registry) -> {
			registry.enable("later", "throw(IOException)");
			assertThat(answers.later()).isCompletedExceptionally();
			registry.disable("later");
			assertThat(answers.later()).isSameAs(answers.body());
		});
	}

	@Test
	void cancellingAFutureFreesTheWaiterAfterItsCompletion() {
		run((answers, registry) -> {
			registry.enable("later.after", "pause");
			CompletableFuture<String> future = answers.later();
			answers.body().complete("done");
			assertThat(registry.status("later.after").orElseThrow().waiting()).isOne();
			future.cancel(true);
			assertThat(registry.status("later.after").orElseThrow().waiting()).isZero();
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { Connectable.class, Scheduled.class, ElementsOfOne.class, NegativeElements.class,
			AfterAndElements.class, AfterDeferred.class, AfterEmitter.class })
	void refusesWhatCannotWork(Class<?> type) throws Exception {
		String reason = (String) type.getDeclaredField("REASON").get(null);
		FailpointContexts.runner()
			.withBean(type)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidFailpointException.class)
				.hasMessageContaining(reason));
	}

	private static void run(Body body) {
		FailpointContexts.runner()
			.withBean(Answers.class)
			.run((context) -> body.run(context.getBean(Answers.class), FailpointContexts.registry(context)));
	}

	private interface Body {

		void run(Answers answers, FailpointRegistry registry) throws Exception;

	}

	static class Answers {

		private final CompletableFuture<String> later = new CompletableFuture<>();

		public CompletableFuture<String> body() {
			return this.later;
		}

		@Failpoint("single")
		public Single<Integer> single() {
			return Single.just(1);
		}

		@Failpoint("maybe")
		public Maybe<Integer> maybe() {
			return Maybe.just(1);
		}

		@Failpoint("completable")
		public Completable completable() {
			return Completable.complete();
		}

		@Failpoint("uni")
		public Uni<Integer> uni() {
			return Uni.createFrom().item(1);
		}

		@Failpoint("mono")
		public Mono<Integer> mono() {
			return Mono.just(1);
		}

		@Failpoint("flowable")
		public Flowable<Integer> flowable() {
			return Flowable.just(1);
		}

		@Failpoint("observable")
		public Observable<Integer> observable() {
			return Observable.just(1);
		}

		@Failpoint("multi")
		public Multi<Integer> multi() {
			return Multi.createFrom().item(1);
		}

		@Failpoint("flow")
		public Flow.Publisher<Integer> flow() {
			return JdkFlowAdapter.publisherToFlowPublisher(Flux.just(1));
		}

		@Failpoint("publisher")
		public Publisher<Integer> publisher() {
			return Flux.just(1);
		}

		@Failpoint("flux")
		public Flux<Integer> flux() {
			return Flux.just(1);
		}

		@Failpoint(name = "half", afterElements = 2)
		public Flux<Integer> half() {
			return Flux.just(1, 2, 3);
		}

		@Failpoint("first")
		@Failpoint("second")
		@Failpoint(name = "last", at = Failpoint.At.AFTER)
		public Mono<Integer> ordered() {
			return Mono.just(1);
		}

		@Failpoint("echo")
		public Mono<String> echo(String text) {
			return Mono.just(text);
		}

		@Failpoint("later")
		@Failpoint(name = "later.after", at = Failpoint.At.AFTER)
		public CompletableFuture<String> later() {
			return this.later;
		}

	}

	static class Connectable {

		static final String REASON = "it returns reactor.core.publisher.ConnectableFlux, which a failpoint cannot make;"
				+ " let it return Flux";

		@Failpoint
		public ConnectableFlux<String> connect() {
			return Flux.just("").publish();
		}

	}

	static class Scheduled {

		static final String REASON = "it returns java.util.concurrent.ScheduledFuture, which a failpoint cannot make;"
				+ " let it return CompletableFuture";

		@Failpoint
		public ScheduledFuture<?> schedule() {
			throw new UnsupportedOperationException();
		}

	}

	static class ElementsOfOne {

		static final String REASON = "'afterElements' is for what sends several elements, such as a Flux";

		@Failpoint(afterElements = 1)
		public Mono<String> one() {
			return Mono.empty();
		}

	}

	static class NegativeElements {

		static final String REASON = "'afterElements' must not be negative but is -1";

		@Failpoint(afterElements = -1)
		public Flux<String> many() {
			return Flux.empty();
		}

	}

	static class AfterAndElements {

		static final String REASON = "it has both 'at = AFTER' and 'afterElements'; give one";

		@Failpoint(at = Failpoint.At.AFTER, afterElements = 1)
		public Flux<String> many() {
			return Flux.empty();
		}

	}

	static class AfterDeferred {

		static final String REASON = "it returns DeferredResult, which completes later than 'at = AFTER' would act;"
				+ " let it return CompletableFuture";

		@Failpoint(at = Failpoint.At.AFTER)
		public DeferredResult<String> later() {
			return new DeferredResult<>();
		}

	}

	static class AfterEmitter {

		static final String REASON = "it returns SseEmitter, which completes later than 'at = AFTER' would act";

		@Failpoint(at = Failpoint.At.AFTER)
		public SseEmitter events() {
			return new SseEmitter();
		}

	}

}
