package io.github.failpoint;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The types that {@code throw} may name from outside.
 *
 * @param types those that are known
 * @param patterns qualified names of others, in which {@code ..} stands for packages in
 * between, and {@code *} for letters of one name
 * @param loader what loads those others, or {@code null} for the one of this class
 */
record AllowedThrowables(Set<Class<? extends Throwable>> types, Set<String> patterns, @Nullable ClassLoader loader) {

	private static final Pattern PATTERN = Pattern.compile("\\w+(?:\\.\\w+)*\\.(?:\\.(?:\\w+\\.)*)?[\\w$]*\\*[\\w$*]*");

	AllowedThrowables {
		types = Set.copyOf(types);
		patterns = Set.copyOf(patterns);
		for (String pattern : patterns) {
			if (!PATTERN.matcher(pattern).matches()) {
				throw new IllegalArgumentException(
						"\"" + pattern + "\" is not a pattern of types such as com.acme.* or com.acme..*");
			}
		}
	}

	static AllowedThrowables of(Set<Class<? extends Throwable>> types) {
		return new AllowedThrowables(types, Set.of(), null);
	}

	AllowedThrowables with(Set<Class<? extends Throwable>> more) {
		Set<Class<? extends Throwable>> all = new LinkedHashSet<>(this.types);
		all.addAll(more);
		return new AllowedThrowables(all, this.patterns, this.loader);
	}

	AllowedThrowables withPatterns(Set<String> more, @Nullable ClassLoader moreLoader) {
		return new AllowedThrowables(this.types, more, moreLoader);
	}

	/**
	 * Whether a pattern allows the type with this qualified name.
	 */
	boolean isAllowed(String name) {
		return this.patterns.stream().anyMatch((pattern) -> regex(pattern).matcher(name).matches());
	}

	private static Pattern regex(String pattern) {
		return Pattern.compile(pattern.replace("$", "\\$")
			.replace("..", "\0")
			.replace(".", "\\.")
			.replace("*", "[\\w$]*")
			.replace("\0", "\\.(?:[\\w$]+\\.)*"));
	}

}
