package io.github.failpoint.benchmarks.report;

import java.util.Locale;

/**
 * What one benchmark measured.
 *
 * @param value the median of the forks' medians
 * @param unit the unit of the value
 * @param bytes the bytes allocated by one operation
 */
record Figure(double value, String unit, double bytes) {

	double ratioTo(Figure baseline) {
		return this.value / baseline.value;
	}

	String text() {
		return number(this.value) + " " + this.unit;
	}

	String bytesText() {
		return String.format(Locale.ROOT, "%,.0f", Math.max(0, this.bytes));
	}

	static String number(double value) {
		if (value > 0 && value < 0.01) {
			return "1/" + number(1 / value);
		}
		String format = (value < 10) ? "%.2f" : (value < 100) ? "%.1f" : "%,.0f";
		return String.format(Locale.ROOT, format, value);
	}

}
