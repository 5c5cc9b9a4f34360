package io.github.failpoint.actuate.endpoint;

import java.util.Arrays;
import java.util.function.Supplier;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.lang.Nullable;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} for the {@link FailpointsEndpoint}:
 * names with slashes in the path, and statuses with a body for what is refused.
 * <p>
 * The path is not called {@code name}, since whatever a body or a query calls like it
 * would replace it.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = FailpointsEndpoint.class)
@SuppressWarnings("deprecation")
public final class FailpointsEndpointWebExtension {

	private final FailpointsEndpoint delegate;

	/**
	 * Create an extension.
	 * @param delegate the endpoint
	 */
	public FailpointsEndpointWebExtension(FailpointsEndpoint delegate) {
		this.delegate = delegate;
	}

	/**
	 * Return all failpoints that are declared or enabled.
	 * @return 200 with the failpoints
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> failpoints() {
		return respond(this.delegate::failpoints);
	}

	/**
	 * Return one failpoint.
	 * @param path the segments of the name
	 * @return 200 with the failpoint, or 400 or 404 with the problem
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> failpoint(
			@Selector(match = Selector.Match.ALL_REMAINING) String... path) {
		return respond(() -> this.delegate.failpoint(name(path)));
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
	public WebEndpointResponse<OperationResponseBody> enable(
			@Selector(match = Selector.Match.ALL_REMAINING) String[] path, @Nullable String terms,
			@Nullable String seed, @Nullable String ttl, @Nullable String reason, @Nullable String allowUnknown) {
		return respond(() -> this.delegate.enable(name(path), terms, seed, ttl, reason, allowUnknown));
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
	public WebEndpointResponse<OperationResponseBody> enableAll(@Nullable String terms, @Nullable String seed,
			@Nullable String ttl, @Nullable String reason, @Nullable String allowUnknown) {
		return respond(() -> this.delegate.enableAll(terms, seed, ttl, reason, allowUnknown));
	}

	/**
	 * Disable a failpoint and wake its waiters.
	 * @param path the segments of the name
	 * @param reason why; for the audit
	 * @return 204, or 400, 403 or 404 with the problem
	 */
	@DeleteOperation
	public WebEndpointResponse<OperationResponseBody> disable(
			@Selector(match = Selector.Match.ALL_REMAINING) String[] path, @Nullable String reason) {
		return respondEmpty(() -> this.delegate.disable(name(path), reason));
	}

	/**
	 * Disable all failpoints and wake all waiters.
	 * @param latch whether to refuse to enable anything until the application starts
	 * again
	 * @param reason why; for the audit
	 * @return 204, or 400 or 403 with the problem
	 */
	@DeleteOperation
	public WebEndpointResponse<OperationResponseBody> disableAll(@Nullable String latch, @Nullable String reason) {
		return respondEmpty(() -> this.delegate.disableAll(latch, reason));
	}

	private static String name(String[] path) {
		String name = String.join("/", path);
		if (Arrays.stream(path).anyMatch((segment) -> segment.indexOf('/') >= 0)) {
			throw FailpointRequestException.invalid("A slash in the path must not be encoded", name);
		}
		return name;
	}

	private static WebEndpointResponse<OperationResponseBody> respond(Supplier<OperationResponseBody> operation) {
		try {
			return new WebEndpointResponse<>(operation.get());
		}
		catch (FailpointRequestException ex) {
			return new WebEndpointResponse<>(ex.problem(), ex.status());
		}
	}

	private static WebEndpointResponse<OperationResponseBody> respondEmpty(Runnable operation) {
		try {
			operation.run();
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
		}
		catch (FailpointRequestException ex) {
			return new WebEndpointResponse<>(ex.problem(), ex.status());
		}
	}

}
