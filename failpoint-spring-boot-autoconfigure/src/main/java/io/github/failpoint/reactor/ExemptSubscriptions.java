package io.github.failpoint.reactor;

import io.github.failpoint.Failpoints;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.util.context.ContextView;

/**
 * Subscriptions in which no failpoint acts. Publishers know it from the context, code
 * that is called from the thread that subscribes; and wherever Micrometer's context
 * propagation restores what belongs to a thread, code there as well.
 *
 * @since 0.1.0
 */
public final class ExemptSubscriptions {

	/**
	 * The key in the context of an exempt subscription.
	 */
	public static final String KEY = "io.github.failpoint.exempt";

	private ExemptSubscriptions() {
	}

	/**
	 * Return a publisher in whose subscriptions no failpoint acts.
	 * @param <T> the type of the element
	 * @param source what is subscribed to
	 * @return the publisher
	 */
	public static <T> Mono<T> exempt(Mono<T> source) {
		return new ExemptMono<>(source).contextWrite((context) -> context.put(KEY, true));
	}

	static boolean isExempt(ContextView context) {
		return context.hasKey(KEY);
	}

	static void run(Runnable task) {
		boolean exempt = Failpoints.isExempt();
		Failpoints.setExempt(true);
		try {
			task.run();
		}
		finally {
			Failpoints.setExempt(exempt);
		}
	}

	/**
	 * Subscribes on a thread that is exempt.
	 */
	private static final class ExemptMono<T> extends MonoOperator<T, T> {

		ExemptMono(Mono<T> source) {
			super(source);
		}

		@Override
		public void subscribe(CoreSubscriber<? super T> actual) {
			run(() -> this.source.subscribe(actual));
		}

	}

}
