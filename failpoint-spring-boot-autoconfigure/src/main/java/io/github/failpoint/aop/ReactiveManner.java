package io.github.failpoint.aop;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.failpoint.FailpointSite;
import io.github.failpoint.reactor.ReactiveFailpoint;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

/**
 * The method returns a publisher, or something that can be made one: whoever subscribes
 * to it reaches the failpoints.
 *
 * @param declared makes a publisher of what the method returns, and back; {@code null} if
 * that is a plain value, of a suspending function
 * @param suspending whether it is a suspending function, which returns a publisher in
 * disguise
 */
record ReactiveManner(@Nullable ReactiveAdapter declared, boolean suspending) implements Manner {

	@Override
	public @Nullable Object invoke(MethodInvocation invocation, MethodFailpoints failpoints) throws Throwable {
		Object result = invocation.proceed();
		ReactiveAdapter adapter = this.suspending ? ReactiveAdapterRegistry.getSharedInstance().getAdapter(null, result)
				: this.declared;
		return (result != null && adapter != null)
				? adapter.fromPublisher(around(adapter.toPublisher(result), failpoints, arguments(invocation)))
				: result;
	}

	/**
	 * The arguments as the source shows them: the last one of a suspending function is
	 * its continuation.
	 */
	private @Nullable Object[] arguments(MethodInvocation invocation) {
		@Nullable Object[] arguments = invocation.getArguments();
		return this.suspending ? Arrays.copyOf(arguments, arguments.length - 1) : arguments;
	}

	private <T> Publisher<T> around(Publisher<T> source, MethodFailpoints failpoints, @Nullable Object[] arguments) {
		Publisher<T> result = source;
		for (Map.Entry<FailpointSite, Long> counting : failpoints.afterElements().entrySet()) {
			result = failpoint(counting.getKey(), arguments).afterElements(counting.getValue(), result);
		}
		for (FailpointSite site : failpoints.after()) {
			result = failpoint(site, arguments).after(result);
		}
		List<FailpointSite> before = failpoints.before();
		for (int index = before.size() - 1; index >= 0; index--) {
			result = failpoint(before.get(index), arguments).before(result);
		}
		return result;
	}

	private ReactiveFailpoint failpoint(FailpointSite site, @Nullable Object[] arguments) {
		return new ReactiveFailpoint(site, this::publisher, arguments);
	}

	private Publisher<?> publisher(Object value) {
		return (this.declared != null) ? this.declared.toPublisher(value) : Mono.just(value);
	}

	@Override
	public boolean signalsErrors() {
		return true;
	}

	@Override
	public boolean isDeferred() {
		return true;
	}

	@Override
	public boolean isMultiValue() {
		return this.declared != null && this.declared.isMultiValue();
	}

}
