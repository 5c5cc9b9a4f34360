package io.github.failpoint.actuate.audit;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

/**
 * Whoever asks for a change.
 *
 * @param principal the name, or {@code null} if it is not known
 * @param reason the reason of the request, or {@code null} if it gives none
 */
record Caller(@Nullable String principal, @Nullable String reason) {

	static final Caller UNKNOWN = new Caller(null, null);

	static final Caller SYSTEM = new Caller("system", null);

	private static final ThreadLocal<@Nullable Caller> CURRENT = new ThreadLocal<>();

	static Caller of(@Nullable Principal principal, @Nullable Object reason) {
		return new Caller((principal != null) ? principal.getName() : null,
				(reason instanceof String text && !text.isBlank()) ? text : null);
	}

	/**
	 * Return who asks on this thread.
	 */
	static Caller current() {
		Caller caller = CURRENT.get();
		return (caller != null) ? caller : UNKNOWN;
	}

	static void set(@Nullable Caller caller) {
		if (caller != null) {
			CURRENT.set(caller);
		}
		else {
			CURRENT.remove();
		}
	}

}
