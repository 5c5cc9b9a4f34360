package io.github.failpoint;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.failpoint.convert.Conversion;
import io.github.failpoint.terms.Terms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what requests can make grow.
 */
class BoundsTests {

	private static final EnableOptions REQUEST = EnableOptions.source(FailpointSource.ENDPOINT);

	private final ManualTicker ticker = new ManualTicker();

	private final FailpointRegistry registry = new FailpointRegistry(FailpointPolicy.defaults(), Conversion.NO_OTHERS,
			this.ticker);

	@AfterEach
	void close() {
		this.registry.close();
	}

	private void enable(String name) {
		this.registry.enable(name, "off", REQUEST);
	}

	private void assertRefused(String name) {
		assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> enable(name))
			.withMessage("Failpoint \"" + name + "\" cannot be set to \"off\": "
					+ "requests may enable at most 1000 names that nobody declares");
	}

	private void fill() {
		for (int i = 0; i < UndeclaredNames.MAX; i++) {
			enable("unknown." + i);
		}
	}

	@Test
	void requestsEnableSoManyUndeclaredNamesAndNoMore() {
		fill();
		assertRefused("one.more");
		assertThat(this.registry.failpoints()).hasSize(UndeclaredNames.MAX);
		enable("unknown.1");
		this.registry.disable("unknown.1");
		enable("one.more");
		assertRefused("unknown.1");
		this.registry.disableAll();
		fill();
	}

	@Test
	void codeAndPropertiesEnableAsManyAsTheyLike() {
		fill();
		this.registry.enable("by.code", "off");
		this.registry.enable("by.property", "off", EnableOptions.source(FailpointSource.PROPERTIES));
		assertThat(this.registry.failpoints()).hasSize(UndeclaredNames.MAX + 2);
	}

	@Test
	void declaredNamesDoNotCount() {
		this.registry.failpoint("declared");
		fill();
		enable("declared");
		assertRefused("declared.later");
		this.registry.failpoint("unknown.1");
		enable("declared.later");
	}

	@Test
	void aRequestForManyNamesIsTakenAsAWholeOrNot() {
		Map<String, Terms> settings = new LinkedHashMap<>();
		for (int i = 0; i <= UndeclaredNames.MAX; i++) {
			settings.put("unknown." + i, Terms.of("off"));
		}
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> this.registry.enableAll(settings, REQUEST));
		assertThat(this.registry.failpoints()).isEmpty();
		settings.remove("unknown.0");
		assertThat(this.registry.enableAll(settings, REQUEST)).hasSize(UndeclaredNames.MAX);
	}

	@Test
	void settingsOfShorterAndShorterTimesComeBackOneAfterAnother() {
		this.registry.enable("orders.commit", "print(always)");
		for (int minutes = Setting.MAX_BEFORE - 1; minutes > 0; minutes--) {
			this.registry.enable("orders.commit", "print(" + minutes + ")", Duration.ofMinutes(minutes));
		}
		for (int minutes = 1; minutes < Setting.MAX_BEFORE; minutes++) {
			assertThat(terms()).isEqualTo("print(" + minutes + ")");
			this.ticker.advance(Duration.ofMinutes(1));
		}
		assertThat(terms()).isEqualTo("print(always)");
	}

	@Test
	void onlySoManyComeBackAndTheLongestOnesAreKept() {
		this.registry.enable("orders.commit", "print(always)");
		for (int minutes = 1000; minutes > 0; minutes--) {
			this.registry.enable("orders.commit", "print(" + minutes + ")", Duration.ofMinutes(minutes));
		}
		this.ticker.advance(Duration.ofMinutes(1));
		assertThat(terms()).isEqualTo("print(992)");
		this.ticker.advance(Duration.ofMinutes(998));
		assertThat(terms()).isEqualTo("print(1000)");
		this.ticker.advance(Duration.ofMinutes(1));
		assertThat(terms()).isEqualTo("print(always)");
	}

	private String terms() {
		return String.valueOf(this.registry.status("orders.commit").orElseThrow().terms());
	}

}
