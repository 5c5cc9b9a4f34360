package io.github.failpoint.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A picture of what a call costs while nothing is enabled, on a logarithmic scale.
 */
final class Picture {

	private static final int LEFT = 300;

	private static final int DECADE = 110;

	private static final int LINE = 30;

	/**
	 * Where the scale begins, as the power of ten of a nanosecond.
	 */
	private static final double FIRST = -0.5;

	private static final int LAST = 4;

	private final Map<String, Figure> bars = new LinkedHashMap<>();

	Picture(Map<String, Figure> figures) {
		add(figures, "direct call", "BeanBenchmark.direct");
		add(figures, "failpoint on a bean, disabled", "BeanBenchmark.annotated[enabledBefore=false,gate=true]");
		add(figures, "… enabled and disabled before", "BeanBenchmark.annotated[enabledBefore=true,gate=true]");
		add(figures, "Spring's proxy, one interceptor", "BeanBenchmark.standardProxy");
		add(figures, "Chaos Monkey, watchers off", "ChaosMonkeyBenchmark.watched[mode=WATCHERS_OFF]");
		add(figures, "Chaos Monkey, watcher on, disabled", "ChaosMonkeyBenchmark.watched[mode=DISABLED]");
		add(figures, "Byteman, condition false", "BytemanBenchmark.injected[method=charge]");
	}

	private void add(Map<String, Figure> figures, String label, String key) {
		Figure figure = figures.get(key);
		if (figure != null) {
			this.bars.put(label, figure);
		}
	}

	String svg() {
		int height = LINE * (this.bars.size() + 2);
		StringBuilder svg = new StringBuilder();
		line(svg,
				"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" "
						+ "font-size=\"14\" role=\"img\" aria-label=\"Cost of a call while nothing is enabled\">",
				x(LAST) + 100, height);
		line(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
		for (int power = 0; power <= LAST; power++) {
			int x = x(power);
			line(svg, "<line x1=\"%d\" y1=\"10\" x2=\"%d\" y2=\"%d\" stroke=\"#d0d7de\"/>", x, x, height - LINE);
			line(svg, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#57606a\">%,d ns</text>", x,
					height - LINE / 3, Math.round(Math.pow(10, power)));
		}
		int y = LINE / 2;
		for (Map.Entry<String, Figure> bar : this.bars.entrySet()) {
			bar(svg, y, bar.getKey(), bar.getValue());
			y += LINE;
		}
		return svg.append("</svg>\n").toString();
	}

	private static void bar(StringBuilder svg, int y, String label, Figure figure) {
		int end = Math.max(LEFT + 2, x(Math.log10(figure.value())));
		String colour = label.contains("failpoint") || label.startsWith("…") ? "#1a7f37" : "#8c959f";
		line(svg, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#1f2328\">%s</text>", LEFT - 10, y + 16, label);
		line(svg, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"20\" fill=\"%s\"/>", LEFT, y, end - LEFT, colour);
		line(svg, "<text x=\"%d\" y=\"%d\" fill=\"#1f2328\">%s</text>", end + 6, y + 16, figure.text());
	}

	private static int x(double power) {
		return LEFT + (int) Math.round((power - FIRST) * DECADE);
	}

	private static void line(StringBuilder svg, String format, Object... arguments) {
		svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
	}

}
