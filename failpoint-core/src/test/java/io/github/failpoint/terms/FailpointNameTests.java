package io.github.failpoint.terms;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link FailpointName}.
 */
class FailpointNameTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "1", "_", "$", "-", ":", "...", ".a", "a.", "orders.commit", "OrderService.place",
			"github.com/pingcap/tidb/ddl/x", "crate::name", "a/.../b", "a/b.", "a--b__c$1", "b\u00e9\u0661\u4e16",
			"\ud835\udc9c" })
	void takesValidNames(String name) {
		assertThat(FailpointName.requireValid(name)).isSameAs(name);
	}

	@ParameterizedTest
	@MethodSource
	void refusesInvalidNames(String name, int position, String reason) {
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> FailpointName.requireValid(name))
			.satisfies((ex) -> assertThat(ex.position()).isEqualTo(position))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason))
			.satisfies((ex) -> assertThat(ex.expected()).isNotEmpty())
			.satisfies((ex) -> assertThat(ex.expression()).isEqualTo(name));
	}

	static Stream<Arguments> refusesInvalidNames() {
		String empty = "expected a letter or a digit";
		return Stream.of(arguments("", 0, empty), arguments("/", 0, empty), arguments("/a", 0, empty),
				arguments("a/", 2, empty), arguments("a//b", 2, empty), arguments(".", 0, "a segment is \".\""),
				arguments("..", 0, "a segment is \"..\""), arguments("a/../b", 2, "a segment is \"..\""),
				arguments("a/.", 2, "a segment is \".\""), arguments("a b", 1, "\" \" is not allowed in a name"),
				arguments(" a", 0, "\" \" is not allowed in a name"),
				arguments("a=b", 1, "\"=\" is not allowed in a name"),
				arguments("a/b;c", 3, "\";\" is not allowed in a name"),
				arguments("a\\b", 1, "\"\\\" is not allowed in a name"),
				arguments("a\nb", 1, "\"\\n\" is not allowed in a name"),
				arguments("a\0", 1, "\"\\u0000\" is not allowed in a name"),
				arguments("\ufeffa", 0, "\"\\ufeff\" is not allowed in a name"),
				arguments("a\ud800", 1, "\"\\ud800\" is not allowed in a name"),
				arguments("\ud83d\ude00", 0, "\"\ud83d\ude00\" is not allowed in a name"),
				arguments("e\u0301", 1, "\"\u0301\" is not allowed in a name"),
				arguments("a".repeat(201), 200, "the name is too long"));
	}

	@Test
	void messageCallsItAName() {
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> FailpointName.requireValid("a b"))
			.withMessage("Invalid name \"a b\" at position 1: \" \" is not allowed in a name, "
					+ "expected a letter, a digit or one of . _ : $ - /");
	}

	@Test
	void takesTwoHundredCharacters() {
		String name = "a/".repeat(99) + "bc";
		assertThat(FailpointName.requireValid(name)).hasSize(200);
	}

}
