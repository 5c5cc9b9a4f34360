package io.github.failpoint.terms;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link Action}.
 */
class ActionTests {

	private static final DurationRange SECOND = DurationRange.of(Duration.ofSeconds(1));

	@ParameterizedTest
	@MethodSource("actions")
	void writesItsCanonicalText(Action action, String text) {
		assertThat(action).hasToString(text);
		assertThat(action.toString()).startsWith(action.keyword());
	}

	@ParameterizedTest
	@MethodSource("actions")
	void canonicalTextParsesToAnEqualAction(Action action) {
		assertThat(Terms.of(action.toString()).terms()).extracting(Term::action).containsExactly(action);
	}

	@Test
	void everyKeywordIsParsed() {
		assertThat(actions().map((arguments) -> ((Action) arguments.get()[0]).keyword()).distinct())
			.containsExactlyElementsOf(ActionParser.KEYWORDS);
	}

	static Stream<Arguments> actions() {
		return Stream.of(arguments(new Action.Off(), "off"), arguments(new Action.Return(new Value.None()), "return"),
				arguments(new Action.Return(new Value.Null()), "return(null)"),
				arguments(new Action.Return(new Value.Text("")), "return(\"\")"),
				arguments(new Action.Throw("a.B", null), "throw(a.B)"),
				arguments(new Action.Throw("B", "say \"hi\""), "throw(B, \"say \\\"hi\\\"\")"),
				arguments(new Action.Panic(null), "panic"), arguments(new Action.Panic("x"), "panic(\"x\")"),
				arguments(new Action.Sleep(SECOND), "sleep(1s)"),
				arguments(new Action.Delay(new DurationRange(1, 2)), "delay(1ns..2ns)"),
				arguments(new Action.Pause(null), "pause"), arguments(new Action.Pause(SECOND), "pause(1s)"),
				arguments(new Action.Yield(), "yield"), arguments(new Action.Print(null), "print"),
				arguments(new Action.Print(""), "print(\"\")"), arguments(new Action.Break(), "break"),
				arguments(new Action.Exit(134), "exit(134)"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a.", ".a", "a..b", "1a", "a)", "a\0" })
	void throwNeedsTheNameOfAType(String type) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Action.Throw(type, null))
			.withMessageStartingWith("'type' must be a simple or qualified name but is \"");
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 256 })
	void exitStatusHasEightBits(int status) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Action.Exit(status))
			.withMessage("'status' must be from 0 to 255 but is " + status);
	}

}
