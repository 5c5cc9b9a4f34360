package io.github.failpoint.environment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AllowedValues}.
 */
class AllowedValuesTests {

	private static final String PROPERTY = "failpoint.values.allowed";

	@Test
	void namesPackages() {
		MockEnvironment environment = new MockEnvironment().withProperty(PROPERTY, "com.example.money, org.joda_1");
		assertThat(AllowedValues.of(environment)).containsExactly("com.example.money", "org.joda_1");
		assertThat(AllowedValues.of(new MockEnvironment())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "com..money", "com.acme..*", "*", "com.", "1st", "com/acme" })
	void refusesWhatIsNoPackage(String name) {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> AllowedValues.of(new MockEnvironment().withProperty(PROPERTY, name)))
			.withMessageContaining(PROPERTY);
	}

}
