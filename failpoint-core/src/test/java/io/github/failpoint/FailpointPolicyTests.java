package io.github.failpoint;

import java.io.EOFException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailpointPolicy} and {@link FailpointSource}.
 */
class FailpointPolicyTests {

	@Test
	void theDefaultIsNotDestructive() {
		assertThat(FailpointPolicy.defaults().allowDestructive()).isFalse();
		assertThat(FailpointPolicy.defaults().exceptions()).contains(IOException.class).doesNotContain(Error.class);
	}

	@Test
	void changesOneThingAtATime() {
		FailpointPolicy policy = FailpointPolicy.defaults()
			.withExceptions(Set.of(EOFException.class))
			.withAllowDestructive(true);
		assertThat(policy.allowDestructive()).isTrue();
		assertThat(policy.exceptions()).contains(EOFException.class)
			.containsAll(FailpointPolicy.defaults().exceptions());
		assertThat(policy.withAllowDestructive(false).exceptions()).isEqualTo(policy.exceptions());
	}

	@Test
	void isNotChangedFromOutside() {
		Set<Class<? extends Throwable>> types = new HashSet<>();
		FailpointPolicy policy = FailpointPolicy.defaults().withExceptions(types);
		types.add(Error.class);
		assertThat(policy.exceptions()).doesNotContain(Error.class);
	}

	@ParameterizedTest
	@EnumSource
	void requestsAndConfigurationComeFromOutside(FailpointSource source) {
		boolean outside = source == FailpointSource.PROPERTIES || source == FailpointSource.ENDPOINT;
		assertThat(source.isOutside()).isEqualTo(outside);
		assertThat(source.toString()).isEqualTo(source.name().toLowerCase(Locale.ROOT));
	}

}
