package io.github.failpoint.actuate.endpoint;

import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.lang.Nullable;

/**
 * Reactive {@link EndpointWebExtension @EndpointWebExtension} for the
 * {@link FailpointsEndpoint}. Its operations, none of which waits, run at once: as
 * blocking ones they would queue for the bounded elastic workers, all of which may be
 * paused by a failpoint.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = FailpointsEndpoint.class)
@SuppressWarnings("deprecation")
public final class ReactiveFailpointsEndpointWebExtension {

	private final FailpointsEndpointWebExtension delegate;

	/**
	 * Create an extension.
	 * @param endpoint the endpoint
	 */
	public ReactiveFailpointsEndpointWebExtension(FailpointsEndpoint endpoint) {
		this.delegate = new FailpointsEndpointWebExtension(endpoint);
	}

	/**
	 * Return all failpoints that are declared or enabled.
	 * @return 200 with the failpoints
	 */
	@ReadOperation
	public Mono<WebEndpointResponse<OperationResponseBody>> failpoints() {
		return Mono.just(this.delegate.failpoints());
	}

	/**
	 * Return one failpoint.
	 * @param path the segments of the name
	 * @return 200 with the failpoint, or 400 or 404 with the problem
	 */
	@ReadOperation
	public Mono<WebEndpointResponse<OperationResponseBody>> failpoint(
			@Selector(match = Selector.Match.ALL_REMAINING) String... path) {
		return Mono.just(this.delegate.failpoint(path));
	}

	/**
	 * Enable a failpoint, or change its setting.
	 * @param path the segments of the name
	 * @param terms the terms
	 * @param seed the seed of all draws
	 * @param ttl how long the setting is in force
	 * @param reason why
	 * @param allowUnknown whether to take a name that nobody declares
	 * @return 200 with the failpoint, or 400, 403, 404 or 409 with the problem
	 */
	@WriteOperation
	public Mono<WebEndpointResponse<OperationResponseBody>> enable(
			@Selector(match = Selector.Match.ALL_REMAINING) String[] path, @Nullable String terms,
			@Nullable String seed, @Nullable String ttl, @Nullable String reason, @Nullable String allowUnknown) {
		return Mono.just(this.delegate.enable(path, terms, seed, ttl, reason, allowUnknown));
	}

	/**
	 * Enable several failpoints, all or none of them.
	 * @param terms the settings, <code>name=terms;name=terms</code>
	 * @param seed the seed of all draws
	 * @param ttl how long the setting is in force
	 * @param reason why
	 * @param allowUnknown whether to take names that nobody declares
	 * @return 200 with the failpoints that were enabled, or 400, 403 or 409 with the
	 * problem
	 */
	@WriteOperation
	public Mono<WebEndpointResponse<OperationResponseBody>> enableAll(@Nullable String terms, @Nullable String seed,
			@Nullable String ttl, @Nullable String reason, @Nullable String allowUnknown) {
		return Mono.just(this.delegate.enableAll(terms, seed, ttl, reason, allowUnknown));
	}

	/**
	 * Disable a failpoint and wake its waiters.
	 * @param path the segments of the name
	 * @param reason why; for the audit
	 * @return 204, or 400, 403 or 404 with the problem
	 */
	@DeleteOperation
	public Mono<WebEndpointResponse<OperationResponseBody>> disable(
			@Selector(match = Selector.Match.ALL_REMAINING) String[] path, @Nullable String reason) {
		return Mono.just(this.delegate.disable(path, reason));
	}

	/**
	 * Disable all failpoints and wake all waiters.
	 * @param latch whether to refuse to enable anything until the application starts
	 * again
	 * @param reason why; for the audit
	 * @return 204, or 400 or 403 with the problem
	 */
	@DeleteOperation
	public Mono<WebEndpointResponse<OperationResponseBody>> disableAll(@Nullable String latch,
			@Nullable String reason) {
		return Mono.just(this.delegate.disableAll(latch, reason));
	}

}
