package io.github.failpoint.terms;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

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
	 * @param known the known names
	 * @return at most three names, best first; those that are much further away than the
	 * best are left out
	 */
	public static List<String> of(String unknown, Collection<String> known) {
		String plain = (unknown.length() > MAX_LENGTH) ? "" : plain(unknown);
		List<Candidate> candidates = known.stream()
			.distinct()
			.filter((name) -> name.length() <= MAX_LENGTH)
			.filter((name) -> isNear(plain, plain(name)))
			.map((name) -> new Candidate(name, EditDistance.between(plain, plain(name)),
					EditDistance.between(unknown, name)))
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

	private static boolean isNear(String unknown, String known) {
		int limit = Math.min(MAX_DISTANCE, (Math.max(unknown.length(), known.length()) + 1) / 3);
		return !unknown.isEmpty() && Math.abs(unknown.length() - known.length()) <= limit
				&& EditDistance.between(unknown, known) <= limit;
	}

	private record Candidate(String name, int distance, int literalDistance) {
	}

}
