package io.github.failpoint.applications;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link CompatibilityTable}.
 */
class CompatibilityTableTests {

	private static final String PAGE = "before\n<!-- table: runs -->\n\n%s\n<!-- end -->\nafter\n";

	private static final String REPORT = """
			<testsuite>
			  <properties>
			    <property name="java.specification.version" value="25"/>
			    <property name="java.class.path" value="/x/spring-boot-actuator-9.9.9.jar:/x/spring-boot-3.5.16.jar"/>
			  </properties>
			  <testcase classname="com.example.WarIT" name="passed"/>
			  <testcase classname="com.example.WarIT" name="failed"><failure/></testcase>
			  <testcase classname="com.example.WarIT" name="ended"><error/></testcase>
			  <testcase classname="com.example.WarIT" name="left"><skipped/></testcase>
			</testsuite>
			""";

	private final Map<String, String> rows = new LinkedHashMap<>();

	CompatibilityTableTests() {
		this.rows.put("WarIT.run", "WAR");
		this.rows.put("JarIT.run", "jar");
	}

	private String table(String before, Run... runs) {
		String page = new CompatibilityTable(this.rows, List.of(runs)).fill(PAGE.formatted(before));
		assertThat(page).startsWith("before\n<!-- table: runs -->\n\n").endsWith("\n\n<!-- end -->\nafter\n");
		return page.substring(page.indexOf('|'), page.lastIndexOf('|') + 1);
	}

	@Test
	void testsAreRowsAndLinesAreColumns() {
		assertThat(table("", new Run("JarIT.run", "4.1.2", 17), new Run("WarIT.run", "3.5.16", 25),
				new Run("WarIT.run", "3.5.16", 17), new Run("OtherIT.run", "3.4.13", 17)))
			.isEqualTo("""
					| Spring Boot | 3.5.16 | 4.1.2 |
					|---|---|---|
					| WAR | Java 17, 25 | – |
					| jar | – | Java 17 |""");
	}

	@Test
	void claimThatWasNotRunIsTakenBack() {
		assertThat(table("| Spring Boot | 4.1.2 |\n|---|---|\n| WAR | Java 17 |\n| jar | Java 17 |\n",
				new Run("JarIT.run", "4.1.2", 17)))
			.contains("| WAR | – |", "| jar | Java 17 |");
	}

	@Test
	void claimOfAJavaThatIsNotHereStays() {
		assertThat(table("| Spring Boot | 4.1.2 |\n|---|---|\n| WAR | Java 17, 25 |\n| jar | Java 25 |\n",
				new Run("JarIT.run", "4.1.2", 17)))
			.contains("| WAR | Java 25 |", "| jar | Java 17, 25 |");
	}

	@Test
	void claimOfAnotherVersionOfSpringBootDoesNotStay() {
		assertThat(table("| Spring Boot | 4.1.1 |\n|---|---|\n| WAR | Java 25 |\n", new Run("JarIT.run", "4.1.2", 17)))
			.contains("| WAR | – |");
	}

	@Test
	void pageWithoutTheTableIsRefused() {
		CompatibilityTable table = new CompatibilityTable(this.rows, List.of());
		assertThatIllegalStateException().isThrownBy(() -> table.fill("text"));
	}

	@Test
	void onlyWhatPassedIsRead(@TempDir Path directory) throws IOException {
		Path report = Files.writeString(directory.resolve("TEST-com.example.WarIT.xml"), REPORT);
		assertThat(Run.read(report)).containsExactly(new Run("WarIT.passed", "3.5.16", 25));
	}

}
