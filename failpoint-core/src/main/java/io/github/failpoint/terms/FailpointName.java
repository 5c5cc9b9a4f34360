package io.github.failpoint.terms;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The rule for names of failpoints: 1 to 200 characters, segments of letters, digits and
 * {@code . _ : $ -} joined by single slashes, of which none is {@code .} or {@code ..}.
 * <p>
 * Letters and digits are those of {@link Character#isLetterOrDigit(int)}; the length is
 * that of {@link String#length()}.
 *
 * @since 0.1.0
 */
public final class FailpointName {

	static final int MAX_LENGTH = 200;

	private static final String MARKS = "._:$-";

	private static final String ALLOWED = "a letter, a digit or one of . _ : $ - /";

	private FailpointName() {
	}

	/**
	 * Return the name if it is valid.
	 * @param name the name
	 * @return the name, unchanged
	 * @throws TermsSyntaxException if it is not valid
	 */
	public static String requireValid(String name) {
		Problem problem = findProblem(Objects.requireNonNull(name, "'name' must not be null"));
		if (problem != null) {
			throw new TermsSyntaxException("name", name, problem.position(), problem.reason(), problem.expected(),
					List.of());
		}
		return name;
	}

	static @Nullable Problem findProblem(String name) {
		if (name.length() > MAX_LENGTH) {
			return new Problem(MAX_LENGTH, "the name is too long", "at most " + MAX_LENGTH + " characters");
		}
		int start = 0;
		int end;
		do {
			end = endOfSegment(name, start);
			Problem problem = findProblem(name, start, end);
			if (problem != null) {
				return problem;
			}
			start = end + 1;
		}
		while (end < name.length());
		return null;
	}

	private static int endOfSegment(String name, int start) {
		int slash = name.indexOf('/', start);
		return (slash < 0) ? name.length() : slash;
	}

	private static @Nullable Problem findProblem(String name, int start, int end) {
		if (start == end) {
			return new Problem(start, "expected a letter or a digit", "a letter or a digit");
		}
		String segment = name.substring(start, end);
		if (segment.equals(".") || segment.equals("..")) {
			return new Problem(start, "a segment is \"" + segment + "\"", "a segment with a name");
		}
		return segment.codePoints()
			.filter((character) -> !isAllowed(character))
			.mapToObj((character) -> forbidden(start + segment.indexOf(character), character))
			.findFirst()
			.orElse(null);
	}

	private static boolean isAllowed(int character) {
		return Character.isLetterOrDigit(character) || MARKS.indexOf(character) >= 0;
	}

	private static Problem forbidden(int position, int character) {
		return new Problem(position, Excerpt.quote(Character.toString(character)) + " is not allowed in a name",
				ALLOWED);
	}

	/**
	 * What is wrong with a name.
	 *
	 * @param position where
	 * @param reason why
	 * @param expected what would be right
	 */
	record Problem(int position, String reason, String expected) {
	}

}
