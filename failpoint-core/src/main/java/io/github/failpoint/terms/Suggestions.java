package io.github.failpoint.terms;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Finds the names that somebody who wrote an unknown one may have meant.
 *
 * @since 0.1.0
 */
public final class Suggestions {

	private static final int MAX_SUGGESTIONS = 3;

	private static final int MAX_LENGTH = FailpointName.MAX_LENGTH;

	private static final int MAX_DISTANCE = 4;

	private static final int MAX_LEAD = 1;

	private static final int MAX_LITERAL_DISTANCE = 8;

	/**
	 * Anybody who may look up a name makes all known ones be compared with it.
	 */
	private static final int MAX_KNOWN = 10_000;

	private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingInt(Candidate::distance)
		.thenComparingInt(Candidate::literalDistance)
		.thenComparing(Candidate::name);

	private Suggestions() {
	}

	/**
	 * Return the known names that resemble an unknown one: few letters are wrong,
	 * missing, superfluous or swapped, relative to the length. Case and separators count
	 * little.
	 * @param unknown the unknown name; one above 200 characters resembles none
	 * @param known the known names, of which at most the first 10,000 are compared
	 * @return at most three names, best first; those that are much further away than the
	 * best are left out
	 */
	public static List<String> of(String unknown, Collection<String> known) {
		String plain = (unknown.length() > MAX_LENGTH) ? "" : plain(unknown);
		if (plain.isEmpty()) {
			return List.of();
		}
		List<Candidate> candidates = known.stream()
			.limit(MAX_KNOWN)
			.distinct()
			.filter((name) -> name.length() <= MAX_LENGTH)
			.map((name) -> Candidate.of(name, unknown, plain))
			.filter(Objects::nonNull)
			.sorted(BEST_FIRST)
			.limit(MAX_SUGGESTIONS)
			.toList();
		return candidates.stream()
			.filter((candidate) -> candidate.distance() <= candidates.get(0).distance() + MAX_LEAD)
			.map(Candidate::name)
			.toList();
	}

	private static String plain(String name) {
		StringBuilder plain = new StringBuilder();
		name.toLowerCase(Locale.ROOT).codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
		return plain.toString();
	}

	private record Candidate(String name, int distance, int literalDistance) {

		/**
		 * Return the name as a candidate, or {@code null} if it resembles too little.
		 */
		static @Nullable Candidate of(String name, String unknown, String plainUnknown) {
			String plain = plain(name);
			int limit = Math.min(MAX_DISTANCE, (Math.max(plainUnknown.length(), plain.length()) + 1) / 3);
			int distance = EditDistance.between(plainUnknown, plain, limit);
			return (distance > limit) ? null
					: new Candidate(name, distance, EditDistance.between(unknown, name, MAX_LITERAL_DISTANCE));
		}

	}

}
