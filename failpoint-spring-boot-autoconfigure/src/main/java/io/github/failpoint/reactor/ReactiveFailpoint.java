package io.github.failpoint.reactor;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.failpoint.EarlyReturn;
import io.github.failpoint.FailpointSite;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * One failpoint at publishers. It is reached by each subscription, so that a publisher
 * that was assembled while it was disabled meets it, and one that is retried meets it
 * again. A subscription that begins while it is disabled is left alone. {@code sleep} and
 * {@code pause} delay signals without holding a thread; cancelling the subscription ends
 * them.
 *
 * @since 0.1.0
 */
public final class ReactiveFailpoint {

	private final FailpointSite site;

	private final Function<Object, Publisher<?>> publishers;

	private final @Nullable Object[] arguments;

	/**
	 * Create a failpoint at publishers.
	 * @param site the site, which signals its errors
	 * @param publishers makes a publisher of what the failpoint returns
	 * @param arguments the arguments of the site, for callbacks
	 */
	public ReactiveFailpoint(FailpointSite site, Function<Object, Publisher<?>> publishers,
			@Nullable Object... arguments) {
		this.site = site;
		this.publishers = publishers;
		this.arguments = arguments;
	}

	/**
	 * Reach the failpoint before a publisher is subscribed to.
	 * @param <T> the type of the elements
	 * @param source the publisher; not subscribed to if the failpoint returns or throws
	 * @return a {@link Mono} for a {@link Mono}, otherwise a {@link Flux}
	 */
	public <T> Publisher<T> before(Publisher<T> source) {
		return whileEnabled(source, () -> reach(source));
	}

	/**
	 * Reach the failpoint when a publisher is about to complete.
	 * @param <T> the type of the elements
	 * @param source the publisher
	 * @return a {@link Mono}, whose value the failpoint can replace, for a {@link Mono},
	 * otherwise a {@link Flux}, to which the failpoint can add elements
	 */
	public <T> Publisher<T> after(Publisher<T> source) {
		return whileEnabled(source, () -> (source instanceof Mono<T> mono) ? after(mono)
				: Flux.concat(source, Flux.defer(() -> reach(Flux.empty()))));
	}

	private <T> Mono<T> after(Mono<T> source) {
		return source.map(Optional::of)
			.defaultIfEmpty(Optional.empty())
			.flatMap((value) -> Mono.from(reach(Mono.justOrEmpty(value))));
	}

	/**
	 * Reach the failpoint once some elements of a publisher have been sent, before the
	 * next one is.
	 * @param <T> the type of the elements
	 * @param count how many, at least one
	 * @param source the publisher, which is cancelled if the failpoint returns or throws
	 * @return the publisher with the failpoint
	 */
	public <T> Publisher<T> afterElements(long count, Publisher<T> source) {
		return whileEnabled(source, () -> new Stream<>(source, count).withFailpoint());
	}

	private <T> Publisher<T> whileEnabled(Publisher<T> source, Supplier<Publisher<T>> met) {
		Function<ContextView, Publisher<T>> subscribed = (context) -> this.site.isEnabled()
				? (ExemptSubscriptions.isExempt(context) ? passBy(source) : met.get()) : source;
		return (source instanceof Mono) ? Mono.deferContextual((context) -> Mono.from(subscribed.apply(context)))
				: Flux.deferContextual(subscribed);
	}

	/**
	 * Let an exempt subscription pass, which is counted.
	 */
	private <T> Publisher<T> passBy(Publisher<T> source) {
		ExemptSubscriptions.run(() -> this.site.evaluateAsync(ParallelScheduler.INSTANCE, this.arguments));
		return source;
	}

	private <T> Publisher<T> reach(Publisher<T> rest) {
		return reach(rest, (early) -> early);
	}

	/**
	 * Reach the failpoint.
	 * @param rest what comes if the failpoint lets it
	 * @param early what comes if the failpoint returns
	 */
	private <T> Publisher<T> reach(Publisher<T> rest, UnaryOperator<Publisher<T>> early) {
		CompletableFuture<@Nullable EarlyReturn> reached = this.site.evaluateAsync(ParallelScheduler.INSTANCE,
				this.arguments);
		if (!reached.isDone()) {
			return (rest instanceof Mono<T> mono) ? Mono.fromFuture(reached).then(mono)
					: Mono.fromFuture(reached).thenMany(rest);
		}
		return reached.<Publisher<T>>handle((answer, fault) -> {
			if (fault != null) {
				return Mono.error(fault);
			}
			return (answer != null) ? early.apply(published(answer)) : rest;
		}).join();
	}

	@SuppressWarnings("unchecked")
	private <T> Publisher<T> published(EarlyReturn answer) {
		return (answer.value() != null) ? (Publisher<T>) this.publishers.apply(answer.value()) : Mono.empty();
	}

	/**
	 * One subscription to a publisher whose elements count.
	 */
	private final class Stream<T> {

		private final Publisher<T> source;

		private final long count;

		private long sent;

		private Publisher<T> end = Mono.empty();

		Stream(Publisher<T> source, long count) {
			this.source = source;
			this.count = count;
		}

		Flux<T> withFailpoint() {
			Cut cut = new Cut();
			return Flux.from(this.source)
				.concatMap((element) -> next(element, cut), 0)
				.onErrorResume(cut::equals, (ex) -> this.end);
		}

		private Publisher<T> next(T element, Cut cut) {
			this.sent++;
			return (this.sent == this.count) ? Flux.concat(Mono.just(element), Flux.defer(() -> atCount(cut)))
					: Mono.just(element);
		}

		private Publisher<T> atCount(Cut cut) {
			return reach(Flux.empty(), (early) -> {
				this.end = early;
				return Mono.error(cut);
			});
		}

	}

	/**
	 * Ends a stream that is to go on with something else.
	 */
	private static final class Cut extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Cut() {
			super("cut", null, false, false);
		}

	}

}
