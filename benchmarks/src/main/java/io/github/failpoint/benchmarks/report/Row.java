package io.github.failpoint.benchmarks.report;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A line of a table.
 *
 * @param label what was measured
 * @param key the key of the benchmark
 * @param baseline the key of what it is compared with
 * @param target what is aimed at, if anything
 */
record Row(String label, String key, String baseline, @Nullable Target target) {

	static Row of(String label, String key, String baseline) {
		return new Row(label, key, baseline, null);
	}

	Row ratio(double limit) {
		return ratio(limit, limit);
	}

	Row ratio(double jdk17, double jdk25) {
		return new Row(this.label, this.key, this.baseline, new Target(jdk17, jdk25, ""));
	}

	Row atMost(double limit, String unit) {
		return new Row(this.label, this.key, this.baseline, new Target(limit, limit, unit));
	}

	/**
	 * What is aimed at: a ratio if there is no unit.
	 */
	record Target(double jdk17, double jdk25, String unit) {

		boolean isMet(int jdk, Figure figure, Figure baseline) {
			double limit = (jdk < 21) ? this.jdk17 : this.jdk25;
			return (this.unit.isEmpty() ? figure.ratioTo(baseline) : figure.value()) <= limit;
		}

		String text() {
			String limits = (this.jdk17 == this.jdk25) ? plain(this.jdk17)
					: plain(this.jdk17) + " / " + plain(this.jdk25);
			return "≤ " + limits + (this.unit.isEmpty() ? "" : " " + this.unit);
		}

		private static String plain(double value) {
			if (value < 0.01) {
				return "1/" + plain(1 / value);
			}
			return (value == Math.rint(value)) ? String.format(Locale.ROOT, "%.0f", value)
					: String.format(Locale.ROOT, "%s", value);
		}

	}

}
