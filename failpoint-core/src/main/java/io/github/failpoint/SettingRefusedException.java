package io.github.failpoint;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a failpoint cannot be enabled as asked. Nothing has changed then.
 *
 * @since 0.1.0
 */
public final class SettingRefusedException extends FailpointException {

	private static final long serialVersionUID = 1L;

	private final @Nullable String terms;

	@SuppressWarnings("serial")
	private final List<String> suggestions;

	SettingRefusedException(String name, @Nullable String terms, String message) {
		this(name, terms, message, List.of());
	}

	SettingRefusedException(String name, @Nullable String terms, String message, List<String> suggestions) {
		super(name, message, null);
		this.terms = terms;
		this.suggestions = List.copyOf(suggestions);
	}

	/**
	 * Return the terms that were refused.
	 * @return the text of the terms, or {@code null} for a callback
	 */
	public @Nullable String terms() {
		return this.terms;
	}

	/**
	 * Return what may have been meant.
	 * @return the suggestions, best first
	 */
	public List<String> suggestions() {
		return this.suggestions;
	}

}
