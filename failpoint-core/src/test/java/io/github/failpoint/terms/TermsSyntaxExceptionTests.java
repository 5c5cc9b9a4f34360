package io.github.failpoint.terms;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link TermsSyntaxException}.
 */
class TermsSyntaxExceptionTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					5*        | Invalid terms "5*" at position 2: expected an action
					slep(1)   | Invalid terms "slep(1)" at position 0: unknown action "slep", did you mean "sleep"?
					pausic    | Invalid terms "pausic" at position 0: unknown action "pausic", did you mean "panic" or "pause"?
					101%off   | Invalid terms "101%off" at position 0: the probability 101% is above 100%, expected a percentage from 0 to 100
					off(1)    | Invalid terms "off(1)" at position 3: off takes no argument, expected "->" or the end
					""")
	void messageSaysWhatIsWrongAndWhere(String text, String message) {
		assertThat(failure(text)).hasMessage(message);
	}

	@Test
	void messageListsTheActionsIfNoneResembles() {
		assertThat(failure("zzz")).hasMessage("Invalid terms \"zzz\" at position 0: unknown action \"zzz\", "
				+ "expected one of off, return, throw, panic, sleep, delay, pause, yield, print, break, exit");
	}

	@Test
	void messageIsTheSameInEveryLocale() {
		Locale locale = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
			assertThat(failure("5*\t")).hasMessage("Invalid terms \"5*\\t\" at position 3: expected an action");
			assertThat(failure("0*\u0001")).hasMessageContaining("\"0*\\u0001\"").hasMessageContaining(" 0 ");
		}
		finally {
			Locale.setDefault(locale);
		}
	}

	@Test
	void knowsItsFacts() {
		TermsSyntaxException failure = failure("off->retrun(1)");
		assertThat(failure.expression()).isEqualTo("off->retrun(1)");
		assertThat(failure.position()).isEqualTo(5);
		assertThat(failure.reason()).isEqualTo("unknown action \"retrun\"");
		assertThat(failure.expected()).startsWith("one of off, return, ").endsWith(", exit");
		assertThat(failure.suggestions()).containsExactly("return").isUnmodifiable();
	}

	@Test
	void suggestsNothingIfTheActionIsKnown() {
		assertThat(failure("5*").suggestions()).isEmpty();
	}

	@Test
	void rendersACaretUnderThePosition() {
		assertThat(failure("2*off->slep(1)").render()).isEqualTo("""
				2*off->slep(1)
				       ^""");
	}

	@Test
	void rendersACaretBehindTheEnd() {
		assertThat(failure("5*").render()).isEqualTo("5*\n  ^");
		assertThat(failure("").render()).isEqualTo("\n^");
	}

	@Test
	void rendersTwoLinesWhateverTheText() {
		assertThat(failure("\t\r\noff \u2028\u0085\u001b[31m\0x").render())
			.isEqualTo("\\t\\r\\noff \\u2028\\u0085\\u001b[31m\\u0000x\n" + " ".repeat(16) + "^");
	}

	@Test
	void caretStaysRightBehindEscapesAndPairs() {
		String rendered = failure("print(\"\n\ud83d\ude00\ud800\")x").render();
		assertThat(rendered).isEqualTo("print(\"\\n\ud83d\ude00\\ud800\")x\n                  ^");
	}

	@Test
	void cutsLongTextAroundThePosition() {
		TermsSyntaxException failure = failure("print(" + "a".repeat(1000) + ")!" + "b".repeat(1000));
		assertThat(failure.render())
			.isEqualTo("..." + "a".repeat(59) + ")!" + "b".repeat(59) + "...\n" + " ".repeat(63) + "^");
		assertThat(failure.getMessage()).hasSizeLessThan(300).contains("at position 1007");
		assertThat(failure("x".repeat(4000)).getMessage()).hasSizeLessThan(400);
	}

	@Test
	void doesNotCutThroughAPair() {
		String pairs = "\ud83d\ude00".repeat(100);
		assertThat(failure("print(" + pairs + ")!" + pairs).render()).doesNotContain("\\u");
		assertThat(failure("print(" + pairs + ")!!" + pairs).render()).doesNotContain("\\u");
		assertThat(failure("print(" + pairs + ")  !" + pairs).render()).doesNotContain("\\u");
		assertThat(failure("a" + "\ud835\udc9c".repeat(100)).getMessage()).doesNotContain("\\u");
	}

	@Test
	void survivesSerialization() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(failure("slep"));
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			TermsSyntaxException read = (TermsSyntaxException) in.readObject();
			assertThat(read.suggestions()).isEqualTo(List.of("sleep"));
			assertThat(read.render()).isEqualTo("slep\n^");
		}
	}

	private static TermsSyntaxException failure(String text) {
		return catchThrowableOfType(TermsSyntaxException.class, () -> Terms.of(text));
	}

}
