package io.github.failpoint.terms;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Terms}.
 */
class TermsTests {

	@Test
	void keepsTheText() {
		assertThat(Terms.of(" 2 * 50 % throw ( IOException , \"x\" ) "))
			.hasToString(" 2 * 50 % throw ( IOException , \"x\" ) ")
			.isEqualTo(Terms.of("50%2*throw(IOException,x)"));
	}

}
