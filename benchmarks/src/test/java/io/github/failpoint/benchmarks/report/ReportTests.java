package io.github.failpoint.benchmarks.report;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Report}, {@link Picture} and {@link Gates}, with a small recorded run.
 */
class ReportTests {

	private final Run run = Run.read(recorded());

	private final Report report = new Report(List.of(this.run), "2 cores");

	@Test
	void readsTheMedianOfTheMediansOfTheForks() {
		Figure direct = Objects.requireNonNull(this.run.figure("BeanBenchmark.direct"));
		assertThat(direct.value()).isEqualTo(1.05);
		assertThat(direct.unit()).isEqualTo("ns");
	}

	@Test
	void readsParametersInAnyOrder() {
		assertThat(this.run.figures()).containsKey("BeanBenchmark.annotated[enabledBefore=false,gate=true]");
	}

	@Test
	void readsCountersOfABenchmarksOwn() {
		assertThat(Objects.requireNonNull(this.run.figure("HeapBenchmark.declared:bytesPerFailpoint")).value())
			.isEqualTo(160);
	}

	@Test
	void fillsTheTablesBetweenTheirMarkers() {
		String page = this.report.fill("""
				before
				<!-- table: bean -->
				old
				<!-- end -->
				after
				""");
		assertThat(page).isEqualTo("""
				before
				<!-- table: bean -->
				| | JDK 17 | ratio | B/op | target |
				|---|---:|---:|---:|---|
				| direct call | 1.05 ns | 1 | 0 |  |
				| gate, nothing ever enabled | 1.20 ns | 1.14 | 0 | ≤ 1.25 / 1.35 |
				| gate, enabled and disabled before | 2.10 ns | 2.00 | 0 | ≤ 1.35 **missed** |
				| Spring's proxy with one interceptor | 21.0 ns | 20.0 | 88 |  |
				<!-- end -->
				after
				""");
		assertThat(this.report.fill(page)).isEqualTo(page);
	}

	@Test
	void namesMachineAndJdk() {
		assertThat(this.report.fill("<!-- table: head -->\n<!-- end -->")).contains("- 2 cores\n")
			.contains("- JDK 17: OpenJDK 64-Bit Server VM 17.0.15, ")
			.contains("2 forks, 3 × 1 s");
	}

	@Test
	void everyTableHasRows() {
		assertThat(Tables.all().values()).allSatisfy((rows) -> assertThat(rows).isNotEmpty());
	}

	@Test
	void drawsLongerBarsForHigherCosts() {
		String svg = new Picture(this.report.latest()).svg();
		assertThat(svg).startsWith("<svg ").endsWith("</svg>\n").contains(">5,000 ns</text>");
		assertThat(svg.indexOf("width=\"57\"")).as("direct call").isPositive();
		assertThat(svg.indexOf("width=\"462\"")).as("Chaos Monkey").isGreaterThan(svg.indexOf("width=\"57\""));
	}

	@Test
	void smallRatiosAreFractions() {
		assertThat(Figure.number(0.002)).isEqualTo("1/500");
		assertThat(Row.of("", "", "").ratio(0.002).target()).isNotNull()
			.extracting(Row.Target::text)
			.isEqualTo("≤ 1/500");
		assertThat(Figure.number(0)).isEqualTo("0.00");
	}

	@Test
	void gatesComparisonsThatAreAskedFor() {
		assertThat(Gates.check(this.run, Set.of())).isTrue();
		assertThat(Gates.check(this.run, Set.of("bean"))).isTrue();
	}

	@Test
	void aGateWithoutFiguresIsNotPassed() {
		assertThat(Gates.check(this.run, Set.of("loop"))).isFalse();
	}

	@Test
	void aGateThatIsTooSlowOrMakesGarbageIsNotPassed() {
		String gate = "BeanBenchmark.annotated[enabledBefore=false,gate=true]";
		Figure standard = Objects.requireNonNull(this.run.figure("BeanBenchmark.standardProxy"));
		assertThat(gateOf(gate, new Figure(standard.value() * 0.19, "ns", 0.001))).isTrue();
		assertThat(gateOf(gate, new Figure(standard.value() * 0.21, "ns", 0))).isFalse();
		assertThat(gateOf(gate, new Figure(standard.value() * 0.19, "ns", 16))).isFalse();
	}

	private boolean gateOf(String key, Figure figure) {
		Map<String, Figure> figures = new HashMap<>(this.run.figures());
		figures.put(key, figure);
		return Gates.check(new Run(17, "", LocalDate.EPOCH, "", figures), Set.of("bean"));
	}

	private static Path recorded() {
		try {
			return Path.of(Objects.requireNonNull(ReportTests.class.getResource("jdk17.json")).toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
