package io.github.failpoint.test;

import java.util.ArrayList;
import java.util.List;

import io.github.failpoint.FailpointListener;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RegistryMonitor}.
 */
class RegistryMonitorTests {

	private final FailpointRegistry registry = new FailpointRegistry();

	private final List<Boolean> visible = new ArrayList<>();

	@Test
	void whatATestSetsForEverybodyIsHiddenFromOthersBeforeAnybodyIsToldOfIt() throws Exception {
		this.registry.addListener(new FailpointListener() {

			@Override
			public void enabled(FailpointStatus status, @Nullable FailpointStatus previous) {
				look();
			}

		});
		RegistryMonitor monitor = RegistryMonitor.of(this.registry);
		TestId test = new TestId(RegistryMonitorTests.class, RegistryMonitorTests.class.getDeclaredMethod("look"));
		ForEverybody everybody = new ForEverybody(this.registry, test, 1, true);
		this.registry.enable("p", "off");
		assertThat(this.visible).containsExactly(false);
		everybody.close();
		assertThat(monitor.isVisible("p")).isTrue();
	}

	private void look() {
		this.visible.add(RegistryMonitor.of(this.registry).isVisible("p"));
	}

}
