package io.github.failpoint.environment;

import io.github.failpoint.SettingRefusedException;
import io.github.failpoint.terms.Quoting;
import io.github.failpoint.terms.TermsSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown while the application starts if a property or variable is wrong.
 */
final class InvalidPropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient PropertyValue value;

	private final String reason;

	private final String action;

	InvalidPropertyException(PropertyValue value, String reason, String action) {
		this(value, reason, action, null);
	}

	private InvalidPropertyException(PropertyValue value, String reason, String action, @Nullable Throwable cause) {
		super("Invalid value \"" + Quoting.visible(value.text()) + "\" of " + value + ": " + reason, cause);
		this.value = value;
		this.reason = reason;
		this.action = action;
	}

	static InvalidPropertyException syntax(PropertyValue value, TermsSyntaxException cause) {
		String action = "Correct the text at the marked position.";
		if (!cause.suggestions().isEmpty()) {
			action = "Did you mean \"" + String.join("\" or \"", cause.suggestions()) + "\"?";
		}
		else if (!cause.expected().isEmpty()) {
			action = "Expected at the marked position: " + cause.expected() + ".";
		}
		return new InvalidPropertyException(value, cause.reason(), action, cause);
	}

	static InvalidPropertyException refused(PropertyValue value, SettingRefusedException cause) {
		String action = "Write terms that are allowed and that fit every site.";
		if (!cause.suggestions().isEmpty()) {
			action = "Did you mean \"" + String.join("\" or \"", cause.suggestions()) + "\"? " + action;
		}
		return new InvalidPropertyException(value, String.valueOf(cause.getMessage()), action, cause);
	}

	PropertyValue value() {
		return this.value;
	}

	String reason() {
		return this.reason;
	}

	String action() {
		return this.action;
	}

}
