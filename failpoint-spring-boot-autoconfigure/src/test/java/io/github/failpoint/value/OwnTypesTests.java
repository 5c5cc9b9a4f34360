package io.github.failpoint.value;

import java.lang.reflect.Type;
import java.util.List;

import com.example.library.Ledger;
import io.github.failpoint.convert.ValuePlace;
import io.github.failpoint.convert.ValueTarget;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OwnTypes}.
 */
class OwnTypesTests {

	@Test
	void typesOfAPackageAndBelowItAreOwn() {
		for (String name : List.of("com.example.library", "com.example")) {
			assertThat(contains(List.of(name), "", List.of())).isTrue();
			assertThat(contains(List.of(), name, List.of())).isTrue();
			assertThat(contains(List.of("org.acme"), "", List.of(name))).isTrue();
		}
		assertThat(contains(List.of("com.example.lib"), "", List.of())).isFalse();
	}

	@Test
	void packageWithoutADotStandsForItselfUnlessItIsAllowed() {
		for (String name : List.of("com", "")) {
			assertThat(contains(List.of(name), "", List.of())).isFalse();
			assertThat(contains(List.of(), name, List.of())).isFalse();
		}
		assertThat(contains(List.of("io"), "", List.of("com"))).isTrue();
	}

	private static boolean contains(List<String> packages, String place, List<String> allowed) {
		return new OwnTypes(() -> packages, allowed).contains(Ledger.class, new Place(place));
	}

	private record Place(String packageName) implements ValuePlace {

		@Override
		public ValueTarget find(Type type) {
			throw new UnsupportedOperationException();
		}

	}

}
