package io.github.failpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FailpointSnapshot}.
 */
class FailpointSnapshotTests {

	private static final Duration TIMEOUT = Callers.PATIENCE;

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry();

	@AutoClose
	private final Callers callers = new Callers();

	private final FailpointHandle handle = this.registry.failpoint("p");

	@Test
	void bringsBackASettingWithItsRemainingCountsAndItsSeed() {
		this.registry.enable("p", "2*panic", EnableOptions.seed(7));
		assertPanics();
		FailpointSnapshot snapshot = this.registry.snapshot();
		this.registry.enable("p", "off");
		this.handle.hit();
		snapshot.restore();
		assertThat(status().seed()).isEqualTo(7);
		assertThat(status().triggers()).isOne();
		assertPanics();
		this.handle.hit();
		assertThat(status().state()).isEqualTo(FailpointStatus.State.EXHAUSTED);
	}

	@Test
	void bringsBackWhatWasDisabledAndDisablesWhatWasNot() {
		this.registry.enable("p", "panic");
		FailpointSnapshot snapshot = this.registry.snapshot();
		this.registry.disable("p");
		this.registry.enable("q", "off");
		assertThat(snapshot.changed()).containsExactly("p", "q");
		assertThat(snapshot.isChanged("p")).isTrue();
		snapshot.restore();
		assertThat(snapshot.changed()).isEmpty();
		assertPanics();
		assertThat(this.registry.status("q")).isEmpty();
	}

	@Test
	void leavesAloneWhatHasNotChanged() throws InterruptedException {
		this.registry.enable("p", "pause");
		Future<?> waiter = this.callers.run(this.handle::hit);
		Callers.awaitWaiting(this.registry, "p", 1);
		Activation activation = this.registry.activation("p");
		this.registry.snapshot().restore();
		assertThat(this.registry.activation("p")).isSameAs(activation);
		assertThat(status().waiting()).isOne();
		this.registry.release("p", 1);
		Callers.get(waiter);
	}

	@Test
	void wakesTheWaitersOfWhatItReplaces() throws InterruptedException {
		FailpointSnapshot snapshot = this.registry.snapshot();
		this.registry.enable("p", "pause");
		Future<?> waiter = this.callers.run(this.handle::hit);
		Callers.awaitWaiting(this.registry, "p", 1);
		snapshot.restore();
		Callers.get(waiter);
	}

	@Test
	void callersCanWaitAgainInWhatCameBack() throws InterruptedException {
		this.registry.enable("p", "pause");
		FailpointSnapshot snapshot = this.registry.snapshot();
		this.registry.disable("p");
		snapshot.restore();
		Future<?> waiter = this.callers.run(this.handle::hit);
		assertThat(this.registry.awaitWaiting("p", 1, TIMEOUT)).isEqualTo(AwaitOutcome.REACHED);
		assertThat(this.registry.release("p", 1)).isOne();
		Callers.get(waiter);
	}

	@Test
	void aSiteDeclaredMeanwhileThatCannotTakeWhatComesBackPassesThrough() throws Throwable {
		this.registry.enable("q", "return(word)");
		FailpointSnapshot snapshot = this.registry.snapshot();
		this.registry.disable("q");
		FailpointSite site = this.registry.declare("q", new SiteSignature("A.a()", int.class, List.of()));
		snapshot.restore();
		assertThat(site.evaluate()).isNull();
	}

	@Test
	void tellsListeners() {
		List<String> events = new ArrayList<>();
		this.registry.enable("p", "panic");
		FailpointSnapshot snapshot = this.registry.snapshot();
		this.registry.disable("p");
		this.registry.addListener(new FailpointListener() {

			@Override
			public void enabled(FailpointStatus status, FailpointStatus previous) {
				events.add(status.name() + " " + status.terms());
			}

		});
		snapshot.restore();
		assertThat(events).containsExactly("p panic");
	}

	@Test
	void liftsAStopThatWasMadeSinceAndNoOther() {
		this.registry.enable("p", "panic");
		FailpointSnapshot before = this.registry.snapshot();
		assertThat(before.resume()).isFalse();
		this.registry.stop();
		assertThat(this.registry.snapshot().resume()).isFalse();
		assertThat(this.registry.isStopped()).isTrue();
		assertThat(before.resume()).isTrue();
		assertThat(this.registry.isStopped()).isFalse();
		before.restore();
		assertPanics();
	}

	@Test
	void doesNothingOnceTheRegistryIsClosed() {
		this.registry.enable("p", "panic");
		FailpointSnapshot snapshot = this.registry.snapshot();
		this.registry.close();
		assertThat(snapshot.resume()).isFalse();
		snapshot.restore();
		assertThat(status().state()).isEqualTo(FailpointStatus.State.DISABLED);
	}

	private void assertPanics() {
		assertThatExceptionOfType(FailpointPanicException.class).isThrownBy(this.handle::hit);
	}

	private FailpointStatus status() {
		return this.registry.status("p").orElseThrow();
	}

}
