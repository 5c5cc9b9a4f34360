package io.github.failpoint.terms;

/**
 * Counts the letters to insert, delete, replace or swap with their neighbour between two
 * words, in a table of which three rows are kept. Only so many are counted that the work
 * grows with the length of the words, and not with its square.
 */
final class EditDistance {

	private final String from;

	private final String to;

	private final int limit;

	private int[] beforeLast;

	private int[] last;

	private int[] row;

	private EditDistance(String from, String to, int limit) {
		this.from = from;
		this.to = to;
		this.limit = limit;
		this.beforeLast = new int[to.length() + 1];
		this.last = new int[to.length() + 1];
		this.row = new int[to.length() + 1];
	}

	/**
	 * Return the distance, or one more than the limit if it is greater.
	 */
	static int between(String from, String to, int limit) {
		return (Math.abs(from.length() - to.length()) > limit) ? limit + 1
				: new EditDistance(from, to, limit).compute();
	}

	private int compute() {
		int least = 0;
		int leastOfLast = 0;
		for (int i = 0; i <= this.from.length() && Math.min(least, leastOfLast) <= this.limit; i++) {
			nextRow();
			leastOfLast = least;
			least = fill(i);
		}
		boolean far = Math.min(least, leastOfLast) > this.limit;
		return far ? this.limit + 1 : Math.min(this.row[this.to.length()], this.limit + 1);
	}

	private void nextRow() {
		int[] free = this.beforeLast;
		this.beforeLast = this.last;
		this.last = this.row;
		this.row = free;
	}

	/**
	 * Fill the cells near the diagonal, outside of which every distance is too great.
	 * @return the least of them
	 */
	private int fill(int i) {
		int first = Math.max(0, i - this.limit);
		int end = Math.min(this.to.length(), i + this.limit);
		if (first > 0) {
			this.row[first - 1] = this.limit + 1;
		}
		int least = this.limit + 1;
		for (int j = first; j <= end; j++) {
			this.row[j] = cell(i, j);
			least = Math.min(least, this.row[j]);
		}
		if (end < this.to.length()) {
			this.row[end + 1] = this.limit + 1;
		}
		return least;
	}

	private int cell(int i, int j) {
		if (i == 0 || j == 0) {
			return i + j;
		}
		int cost = equal(i, j) ? 0 : 1;
		int edited = Math.min(Math.min(this.row[j - 1], this.last[j]) + 1, this.last[j - 1] + cost);
		return isSwap(i, j) ? Math.min(edited, this.beforeLast[j - 2] + 1) : edited;
	}

	private boolean isSwap(int i, int j) {
		return i > 1 && j > 1 && equal(i, j - 1) && equal(i - 1, j);
	}

	private boolean equal(int i, int j) {
		return this.from.charAt(i - 1) == this.to.charAt(j - 1);
	}

}
