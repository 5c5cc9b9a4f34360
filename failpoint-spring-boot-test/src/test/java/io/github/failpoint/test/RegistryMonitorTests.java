package io.github.failpoint.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

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
		ForEverybody everybody = enter(true);
		this.registry.enable("p", "off");
		assertThat(this.visible).containsExactly(false);
		everybody.close();
		assertThat(monitor.isVisible("p")).isTrue();
	}

	@Test
	void aTestThatComesWhileTheLastOneLeavesKeepsWhatItSets() throws Exception {
		CompletableFuture<ForEverybody> entered = new CompletableFuture<>();
		List<Boolean> meanwhile = new ArrayList<>();
		ForEverybody first = enter(false);
		this.registry.enable("p", "off");
		this.registry.addListener(new FailpointListener() {

			@Override
			public void disabled(FailpointStatus previous) {
				if (previous.name().equals("p")) {
					Thread second = new Thread(() -> entered.complete(enter(false)));
					second.start();
					while (second.getState() != Thread.State.WAITING && second.isAlive()) {
						Thread.onSpinWait();
					}
					meanwhile.add(entered.isDone());
				}
			}

		});
		assertThat(first.close()).isEmpty();
		ForEverybody second = entered.get(10, TimeUnit.MINUTES);
		assertThat(meanwhile).containsExactly(false);
		this.registry.enable("q", "off");
		assertThat(RegistryMonitor.of(this.registry).isVisible("q")).isFalse();
		second.close();
		assertThat(this.registry.status("q").map(FailpointStatus::terms)).isEmpty();
	}

	private ForEverybody enter(boolean exclusive) {
		try {
			TestId test = new TestId(RegistryMonitorTests.class, RegistryMonitorTests.class.getDeclaredMethod("look"));
			return new ForEverybody(this.registry, test, 1, exclusive);
		}
		catch (ReflectiveOperationException | InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private void look() {
		this.visible.add(RegistryMonitor.of(this.registry).isVisible("p"));
	}

}
