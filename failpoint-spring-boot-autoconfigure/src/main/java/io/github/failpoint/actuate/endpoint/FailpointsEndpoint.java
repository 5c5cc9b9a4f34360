package io.github.failpoint.actuate.endpoint;

import java.util.Map;
import java.util.function.Supplier;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.SettingRefusedException;
import io.github.failpoint.terms.FailpointName;
import io.github.failpoint.terms.Terms;
import io.github.failpoint.terms.TermsSyntaxException;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.lang.Nullable;

/**
 * {@link Endpoint @Endpoint} that shows and changes failpoints. Parameters are text, so
 * that each wrong one is refused with a reason. An operation that is refused changes
 * nothing and throws an
 * {@link org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException}.
 *
 * @since 0.1.0
 */
@Endpoint(id = "failpoints", defaultAccess = Access.READ_ONLY)
@SuppressWarnings("deprecation")
public final class FailpointsEndpoint {

	private final FailpointRegistry registry;

	private final boolean enabled;

	private final @Nullable String readOnly;

	/**
	 * Create an endpoint.
	 * @param registry the failpoints
	 * @param enabled whether failpoints can be enabled at all; if not, every operation is
	 * refused
	 */
	public FailpointsEndpoint(FailpointRegistry registry, boolean enabled) {
		this(registry, enabled, null);
	}

	/**
	 * Create an endpoint that may refuse changes.
	 * @param registry the failpoints
	 * @param enabled whether failpoints can be enabled at all; if not, every operation is
	 * refused
	 * @param readOnly why every change is refused, or {@code null} if changes are taken
	 */
	public FailpointsEndpoint(FailpointRegistry registry, boolean enabled, @Nullable String readOnly) {
		this.registry = registry;
		this.enabled = enabled;
		this.readOnly = readOnly;
	}

	/**
	 * Return all failpoints that are declared or enabled.
	 * @return the failpoints
	 */
	@ReadOperation
	public FailpointsDescriptor failpoints() {
		return FailpointsDescriptor.of(registry().failpoints(), registry().isStopped());
	}

	/**
	 * Return one failpoint.
	 * @param name the name
	 * @return the failpoint
	 */
	@ReadOperation
	public FailpointDescriptor failpoint(@Selector(match = Selector.Match.ALL_REMAINING) String name) {
		requireValid(name);
		return registry().status(name).map(FailpointDescriptor::of).orElseThrow(() -> notFound(name));
	}

	/**
	 * Enable a failpoint, or change its setting.
	 * @param name the name
	 * @param terms the terms
	 * @param seed the seed of all draws; if missing, one is drawn
	 * @param ttl how long the setting is in force; if missing, the policy decides
	 * @param reason why, in words for whoever finds it
	 * @param allowUnknown whether to take a name that nobody declares; if missing, it is
	 * refused
	 * @return the failpoint
	 */
	@WriteOperation
	public FailpointDescriptor enable(@Selector(match = Selector.Match.ALL_REMAINING) String name,
			@Nullable String terms, @Nullable String seed, @Nullable String ttl, @Nullable String reason,
			@Nullable String allowUnknown) {
		requireWritable();
		requireValid(name);
		SettingParameters parameters = SettingParameters.of(name, terms, seed, ttl, reason, allowUnknown);
		Terms parsed = parameters.parse();
		if (!parameters.allowUnknown() && isUnknown(name)) {
			throw notFound(name);
		}
		return FailpointDescriptor.of(change(parameters, () -> registry().enable(name, parsed, parameters.options())));
	}

	/**
	 * Enable several failpoints, all or none of them.
	 * @param terms the settings, <code>name=terms;name=terms</code>
	 * @param seed the seed of all draws; if missing, one is drawn for each failpoint
	 * @param ttl how long the settings are in force; if missing, the policy decides
	 * @param reason why, in words for whoever finds it
	 * @param allowUnknown whether to take names that nobody declares; if missing, they
	 * are refused
	 * @return the failpoints that were enabled
	 */
	@WriteOperation
	public FailpointsDescriptor enableAll(@Nullable String terms, @Nullable String seed, @Nullable String ttl,
			@Nullable String reason, @Nullable String allowUnknown) {
		requireWritable();
		SettingParameters parameters = SettingParameters.of(null, terms, seed, ttl, reason, allowUnknown);
		Map<String, Terms> parsed = parameters.parseAll();
		if (parsed.isEmpty()) {
			throw FailpointRequestException.invalid("'terms' must name a failpoint", null);
		}
		if (!parameters.allowUnknown()) {
			parsed.keySet().forEach(this::requireKnown);
		}
		return FailpointsDescriptor.of(change(parameters, () -> registry().enableAll(parsed, parameters.options())),
				false);
	}

	/**
	 * Disable a failpoint and wake its waiters; one that is disabled already stays so.
	 * @param name the name
	 * @param reason why; for the audit
	 * @return the failpoint, or {@code null} if nothing is left of it since no site has
	 * the name
	 */
	@DeleteOperation
	public @Nullable FailpointDescriptor disable(@Selector(match = Selector.Match.ALL_REMAINING) String name,
			@Nullable String reason) {
		requireWritable();
		requireValid(name);
		SettingParameters.reason(name, reason);
		if (!registry().disable(name) && isUnknown(name)) {
			throw notFound(name);
		}
		return this.registry.status(name).map(FailpointDescriptor::of).orElse(null);
	}

	/**
	 * Disable all failpoints and wake all waiters.
	 * @param latch whether to refuse to enable anything from now on, until the
	 * application starts again; if missing, it is not refused
	 * @param reason why; for the audit, and for the log if nothing can be enabled any
	 * more
	 * @return the failpoints that are left
	 */
	@DeleteOperation
	public FailpointsDescriptor disableAll(@Nullable String latch, @Nullable String reason) {
		requireWritable();
		boolean stop = SettingParameters.flag(null, "latch", latch);
		String why = SettingParameters.reason(null, reason);
		if (stop) {
			registry().stop(why);
		}
		else {
			registry().disableAll();
		}
		return failpoints();
	}

	private void requireWritable() {
		if (this.readOnly != null) {
			throw FailpointRequestException.forbidden(this.readOnly);
		}
	}

	private FailpointRegistry registry() {
		if (!this.enabled) {
			throw FailpointRequestException.switchedOff();
		}
		return this.registry;
	}

	private static void requireValid(String name) {
		if (name.isEmpty()) {
			throw FailpointRequestException.invalid("'name' must not be empty", null);
		}
		try {
			FailpointName.requireValid(name);
		}
		catch (TermsSyntaxException ex) {
			throw FailpointRequestException.invalidName(name, ex);
		}
	}

	private boolean isUnknown(String name) {
		return registry().status(name).isEmpty();
	}

	private void requireKnown(String name) {
		if (isUnknown(name)) {
			throw FailpointRequestException.unknownInBulk(UnknownName.of(name, this.registry));
		}
	}

	private FailpointRequestException notFound(String name) {
		return FailpointRequestException.notFound(UnknownName.of(name, this.registry));
	}

	/**
	 * Checking a setting may run code of the user, such as a converter.
	 */
	private <T> T change(SettingParameters parameters, Supplier<T> change) {
		try {
			return change.get();
		}
		catch (SettingRefusedException ex) {
			throw this.registry.isStopped() ? FailpointRequestException.stopped(ex)
					: FailpointRequestException.refused(ex);
		}
		catch (FailpointRequestException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw FailpointRequestException.failed(parameters.name(), parameters.terms(), ex);
		}
	}

}
