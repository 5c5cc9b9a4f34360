package io.github.failpoint.terms;

/**
 * Counts the letters to insert, delete, replace or swap with their neighbour between two
 * words, in a table of which three rows are kept.
 */
final class EditDistance {

	private final String from;

	private final String to;

	private int[] beforeLast;

	private int[] last;

	private int[] row;

	private EditDistance(String from, String to) {
		this.from = from;
		this.to = to;
		this.beforeLast = new int[to.length() + 1];
		this.last = new int[to.length() + 1];
		this.row = new int[to.length() + 1];
	}

	static int between(String from, String to) {
		return new EditDistance(from, to).compute();
	}

	private int compute() {
		for (int i = 0; i <= this.from.length(); i++) {
			nextRow();
			for (int j = 0; j <= this.to.length(); j++) {
				this.row[j] = cell(i, j);
			}
		}
		return this.row[this.to.length()];
	}

	private void nextRow() {
		int[] free = this.beforeLast;
		this.beforeLast = this.last;
		this.last = this.row;
		this.row = free;
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
