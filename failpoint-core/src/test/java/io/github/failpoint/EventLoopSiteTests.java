package io.github.failpoint;

import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for sites that are known to run on an event loop.
 */
class EventLoopSiteTests {

	private static final SiteSignature LOOP = new SiteSignature("A.a()", String.class, List.of()).holdingEventLoop();

	private static final SiteSignature OTHER = new SiteSignature("B.b()", String.class, List.of());

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry();

	@ParameterizedTest
	@ValueSource(strings = { "sleep(1s)", "1*off->delay(1s)", "pause" })
	void whatWaitsIsRefusedWhereEverySiteRunsOnOne(String terms) {
		this.registry.declare("p", LOOP);
		assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> this.registry.enable("p", terms))
			.withMessageContaining("A.a() runs on an event loop, which must not be held");
		assertThat(this.registry.enable("p", "return(x)").state()).isEqualTo(FailpointStatus.State.ENABLED);
	}

	@Test
	void whatWaitsIsTakenWhereOneSiteMayWait() {
		this.registry.declare("p", LOOP);
		this.registry.declare("p", OTHER);
		this.registry.enable("p", "sleep(1s)");
		this.registry.declare("q", LOOP);
		this.registry.failpoint("q");
		this.registry.enable("q", "sleep(1s)");
		this.registry.enable("nobody", "sleep(1s)");
	}

}
