package io.github.failpoint.actuate.audit;

import java.security.Principal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.failpoint.FailpointListener;
import io.github.failpoint.FailpointSource;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.terms.Quoting;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/**
 * {@link FailpointListener} that publishes an {@link AuditApplicationEvent} for each
 * change of a setting. Those of scopes, of which each request or test may have one, are
 * left out.
 *
 * @since 0.1.0
 */
public final class FailpointAuditor implements FailpointListener {

	/**
	 * The type of the event when a failpoint was enabled or its setting changed.
	 */
	public static final String FAILPOINT_ENABLED = "FAILPOINT_ENABLED";

	/**
	 * The type of the event when a failpoint was disabled.
	 */
	public static final String FAILPOINT_DISABLED = "FAILPOINT_DISABLED";

	/**
	 * The type of the event when the time to live of a setting was over.
	 */
	public static final String FAILPOINT_EXPIRED = "FAILPOINT_EXPIRED";

	/**
	 * The type of the event when everything was stopped until the application starts
	 * again.
	 */
	public static final String FAILPOINTS_STOPPED = "FAILPOINTS_STOPPED";

	private static final int MOST_NAMES = 50;

	private final ApplicationEventPublisher publisher;

	private final WebRequest request;

	/**
	 * Create an auditor.
	 * @param publisher the publisher of the events
	 * @param request what is known of the request on the present thread
	 */
	public FailpointAuditor(ApplicationEventPublisher publisher, WebRequest request) {
		this.publisher = publisher;
		this.request = request;
	}

	/**
	 * Tell of a setting that was in force before there was anybody to hear of it. Its
	 * principal is {@code system}.
	 * @param status the status
	 */
	public void inForce(FailpointStatus status) {
		Caller.set(Caller.SYSTEM);
		try {
			enabled(status, null);
		}
		finally {
			Caller.set(null);
		}
	}

	@Override
	public void enabled(FailpointStatus status, @Nullable FailpointStatus previous) {
		publish(FAILPOINT_ENABLED, status.name(), previous, status);
	}

	@Override
	public void disabled(FailpointStatus previous) {
		publish(FAILPOINT_DISABLED, previous.name(), previous, null);
	}

	@Override
	public void expired(FailpointStatus previous, @Nullable FailpointStatus status) {
		publish(FAILPOINT_EXPIRED, previous.name(), previous, status);
	}

	@Override
	public void stopped(List<String> names, @Nullable String reason) {
		publish(FAILPOINTS_STOPPED, Caller.current(),
				new Details().add("failpoints", names.isEmpty() ? null : some(names)).add("reason", reason));
	}

	private static String some(List<String> names) {
		return (names.size() <= MOST_NAMES) ? String.join(", ", names)
				: String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
	}

	private void publish(String type, String name, @Nullable FailpointStatus previous,
			@Nullable FailpointStatus status) {
		if (isOfScope(previous) || isOfScope(status)) {
			return;
		}
		Caller caller = Caller.current();
		Details details = new Details().add("failpoint", name)
			.addTerms("previousTerms", previous)
			.addTerms("terms", status)
			.add("source", (status != null) ? status.source() : null)
			.add("ttl", (status != null) ? ttl(status) : null)
			.add("reason", (status != null && status.reason() != null) ? status.reason() : caller.reason());
		publish(type, caller, details);
	}

	private void publish(String type, Caller caller, Details details) {
		details.add("remoteAddress", this.request.remoteAddress());
		this.publisher.publishEvent(new AuditApplicationEvent(new AuditEvent(principal(caller), type, details.values)));
	}

	private static boolean isOfScope(@Nullable FailpointStatus status) {
		return status != null && status.source() == FailpointSource.SCOPE;
	}

	private @Nullable String principal(Caller caller) {
		Principal user = this.request.principal();
		return (caller.principal() != null || user == null) ? caller.principal() : user.getName();
	}

	private static @Nullable Duration ttl(FailpointStatus status) {
		return (status.expiresAt() != null && status.enabledAt() != null)
				? Duration.between(status.enabledAt(), status.expiresAt()) : null;
	}

	/**
	 * What an event tells, safe to be printed.
	 */
	private static final class Details {

		private final Map<String, Object> values = new LinkedHashMap<>();

		Details add(String key, @Nullable Object value) {
			if (value != null) {
				this.values.put(key, Quoting.visible(value.toString()));
			}
			return this;
		}

		Details addTerms(String key, @Nullable FailpointStatus status) {
			if (status == null) {
				return this;
			}
			return add(key, (status.terms() != null) ? status.terms() : "a callback");
		}

	}

}
