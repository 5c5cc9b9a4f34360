package io.github.failpoint.reactor;

import java.util.List;
import java.util.function.Function;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointSite;
import io.github.failpoint.SiteSignature;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ResolvableType;
import org.springframework.util.Assert;

/**
 * Failpoints for chains of operators:
 * <code>mono.transform(ReactorFailpoints.before(point, Order.class))</code>. Each
 * subscription reaches the failpoint; {@code sleep} and {@code pause} hold no thread, and
 * what the failpoint throws is an error signal.
 *
 * @since 0.1.0
 * @see Mono#transform(Function)
 * @see Flux#transform(Function)
 */
public final class ReactorFailpoints {

	private ReactorFailpoints() {
	}

	/**
	 * Return an operator that reaches a failpoint before the publisher is subscribed to.
	 * @param <T> the type of the elements
	 * @param handle the failpoint
	 * @param type the type of the elements, to which the value of a {@code return} is
	 * converted
	 * @return the operator
	 */
	public static <T> Function<Publisher<T>, Publisher<T>> before(FailpointHandle handle, Class<? super T> type) {
		return (source) -> failpoint(handle, type, source).before(source);
	}

	/**
	 * Return an operator that reaches a failpoint when the publisher is about to
	 * complete.
	 * @param <T> the type of the elements
	 * @param handle the failpoint
	 * @param type the type of the elements, to which the value of a {@code return} is
	 * converted
	 * @return the operator
	 */
	public static <T> Function<Publisher<T>, Publisher<T>> after(FailpointHandle handle, Class<? super T> type) {
		return (source) -> failpoint(handle, type, source).after(source);
	}

	/**
	 * Return an operator that reaches a failpoint once some elements have been sent,
	 * before the next one is.
	 * @param <T> the type of the elements
	 * @param count how many elements, at least one
	 * @param handle the failpoint
	 * @param type the type of the elements, to which the value of a {@code return} is
	 * converted
	 * @return the operator
	 * @throws IllegalArgumentException if the count is not positive
	 */
	public static <T> Function<Publisher<T>, Publisher<T>> afterElements(long count, FailpointHandle handle,
			Class<? super T> type) {
		Assert.isTrue(count > 0, () -> "'count' must be positive but is " + count);
		return (source) -> failpoint(handle, type, source).afterElements(count, source);
	}

	private static ReactiveFailpoint failpoint(FailpointHandle handle, Class<?> type, Publisher<?> source) {
		ResolvableType returned = ResolvableType
			.forClassWithGenerics((source instanceof Mono) ? Mono.class : Flux.class, type);
		FailpointSite site = handle.at(new SiteSignature("handle", returned.getType(), List.of()).signallingErrors());
		return new ReactiveFailpoint(site, Publisher.class::cast);
	}

}
