package io.github.failpoint.environment;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanCreationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What binding changes silently.
 */
class BindingTrapTests {

	@TempDir
	@SuppressWarnings("NullAway")
	private Path directory;

	@SuppressWarnings("NullAway")
	private TestApplication application;

	@BeforeEach
	void createApplication() {
		this.application = new TestApplication(this.directory);
	}

	@Test
	void colonsInPropertiesNeedBracketsAndBackslashes() {
		this.application.properties("failpoint.points.crate\\:\\:name=off");
		InvalidPropertyException failure = fail();
		assertThat(failure).hasMessageContaining("'failpoint.points.crate::name'")
			.hasMessageContaining("application.properties] - 1:")
			.hasMessageEndingWith("without square brackets, the name \"crate::name\" would be read as \"cratename\"");
		assertThat(failure.action()).isEqualTo("Write 'failpoint.points[crate\\:\\:name]'.");
	}

	@Test
	void bareColonsInPropertiesEndTheKey() {
		this.application.properties("failpoint.points.crate::name=off");
		InvalidPropertyException failure = fail();
		assertThat(failure).hasMessageContaining("\":name=off\" of 'failpoint.points.crate'")
			.hasMessageEndingWith("the key ends at its first ':', which stands for '=' in a properties file");
		assertThat(failure.action()).isEqualTo("Write 'failpoint.points[crate\\:\\:name]'.");
	}

	@Test
	void bareColonsInBracketsInPropertiesEndTheKey() {
		this.application.properties("failpoint.points[a\\:b::name] = off");
		assertThat(fail().action()).isEqualTo("Write 'failpoint.points[a\\:b\\:\\:name]'.");
		this.application.properties("failpoint.points[a:b]=off");
		assertThat(fail().action()).isEqualTo("Write 'failpoint.points[a\\:b]'.");
	}

	@Test
	void slashesInPropertiesNeedBrackets() {
		this.application.properties("failpoint.points.github.com/pingcap/tidb/x=off");
		InvalidPropertyException failure = fail();
		assertThat(failure).hasMessageEndingWith(
				"the name \"github.com/pingcap/tidb/x\" would be read as " + "\"github.compingcaptidbx\"");
		assertThat(failure.action()).isEqualTo("Write 'failpoint.points[github.com/pingcap/tidb/x]'.");
	}

	@Test
	void slashesNeedBracketsEvenIfTheyAreShadowed() {
		this.application.properties("failpoint.points.a/b=off\nfailpoint.points.ab=off");
		assertThat(fail()).hasMessageContaining("'failpoint.points.a/b'");
	}

	@Test
	void dollarsAndLettersBeyondAsciiNeedBrackets() {
		this.application.properties("failpoint.points.a$b=off");
		assertThat(fail().action()).isEqualTo("Write 'failpoint.points[a$b]'.");
		this.application.properties("failpoint.points.\\u00e4b=off");
		assertThat(fail().action()).isEqualTo("Write 'failpoint.points[\u00e4b]'.");
	}

	@Test
	void colonsInYamlNeedBrackets() {
		this.application.yaml("""
				failpoint:
				  points:
				    crate::name: pause
				""");
		InvalidPropertyException failure = fail();
		assertThat(failure).hasMessageContaining("'failpoint.points.crate::name'")
			.hasMessageContaining("application.yaml] - 3:18");
		assertThat(failure.action())
			.isEqualTo("Write 'failpoint.points[crate::name]'; as a key of its own in YAML: '\"[crate::name]\"'.");
	}

	@Test
	void slashesInYamlNeedBrackets() {
		this.application.yaml("failpoint.points.a/b: pause");
		assertThat(fail().action())
			.isEqualTo("Write 'failpoint.points[a/b]'; as a key of its own in YAML: '\"[a/b]\"'.");
	}

	@Test
	void slashesInArgumentsNeedBrackets() {
		assertThat(fail("--failpoint.points.a/b=off").action()).startsWith("Write 'failpoint.points[a/b]'");
	}

	@Test
	void bareOffInYamlIsABoolean() {
		this.application.yaml("failpoint.points.orders.commit: off");
		InvalidPropertyException failure = fail();
		assertThat(failure).hasMessageContaining("\"false\" of 'failpoint.points.orders.commit'")
			.hasMessageContaining("application.yaml] - 1:33")
			.hasMessageContaining("YAML reads off and no as false");
		assertThat(failure.action()).startsWith("Quote the terms: 'off'.").contains("'return(false)'");
	}

	@Test
	void bareOffAsTermsInYamlIsABoolean() {
		this.application.yaml("failpoint.terms: off");
		assertThat(fail()).hasMessageContaining("'failpoint.terms'").hasMessageContaining("it is the Boolean false");
	}

	@Test
	void bareNumberInYamlDoesNotSayWhatToDo() {
		this.application.yaml("failpoint.points.orders.commit: 5");
		InvalidPropertyException failure = fail();
		assertThat(failure).hasMessageEndingWith("it is the number 5, which does not say what to do");
		assertThat(failure.action()).isEqualTo("Write an action: 'return(5)' or 'sleep(5ms)'.");
	}

	@Test
	void termsAreNoList() {
		this.application.yaml("""
				failpoint:
				  points:
				    orders.commit:
				      - 1*off
				      - pause
				""");
		InvalidPropertyException failure = fail();
		assertThat(failure).hasMessageContaining("\"1*off\" of 'failpoint.points.orders.commit[0]'")
			.hasMessageContaining("application.yaml] - 4:9")
			.hasMessageEndingWith("it is an element of a list, where one text is wanted");
		assertThat(failure.action())
			.isEqualTo("Write the terms as one text, and '->' between them, such as '1*off->pause'.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "failpoint.points: [orders.commit=off]", "failpoint.points.orders.commit: [off]",
			"failpoint.terms: [orders.commit=off, b=off]", "failpoint.max-ttl: [5m]", "failpoint.aop.gate: [true]",
			"failpoint.limits.max-wait: [5m, 6m]" })
	void aTextIsNoList(String yaml) {
		this.application.yaml(yaml);
		assertThat(fail()).hasMessageEndingWith("it is an element of a list, where one text is wanted");
	}

	@Test
	void termsOfManyAreNoList() {
		this.application.yaml("failpoint.terms: [orders.commit=off, b=off]");
		assertThat(fail().action()).contains("'name=terms;name=terms'");
	}

	private InvalidPropertyException fail(String... arguments) {
		BeanCreationException failure = catchThrowableOfType(BeanCreationException.class,
				() -> this.application.run(TestApplication.Orders.class, arguments));
		return (InvalidPropertyException) failure.getMostSpecificCause();
	}

}
