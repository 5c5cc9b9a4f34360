package io.github.failpoint;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for evaluations that have read a setting just before it was replaced.
 */
class SupersededSettingTests {

	private static final SiteSignature SITE = new SiteSignature("A.a()", int.class, List.of());

	private final FailpointRegistry registry = new FailpointRegistry();

	@AfterEach
	void close() {
		this.registry.close();
	}

	@Test
	void theSettingThatFollowedActs() throws Throwable {
		FailpointHandle handle = this.registry.failpoint("p");
		State old = enableAndRead(handle);
		this.registry.enable("p", "return(2)");
		assertThat(handle.at(SITE).reach(old, new Object[0])).isEqualTo(new EarlyReturn(2));
	}

	@Test
	void theCodeGoesOnIfNoneFollowed() throws Throwable {
		FailpointHandle handle = this.registry.failpoint("p");
		State old = enableAndRead(handle);
		this.registry.disable("p");
		assertThat(handle.at(SITE).reach(old, new Object[0])).isNull();
	}

	@Test
	void theSettingThatFollowedActsAtAStaticSite() throws Throwable {
		Failpoints.attach(this.registry);
		FailpointHandle handle = Failpoints.failpoint("superseded");
		this.registry.enable("superseded", "return(1)");
		State old = Objects.requireNonNull(handle.state());
		this.registry.enable("superseded", "return(2)");
		assertThat(handle.at(SITE).reach(old, new Object[0])).isEqualTo(new EarlyReturn(2));
	}

	@Test
	void countThatWasSpentTooLateComesBackWithTheSetting() throws Throwable {
		FailpointHandle handle = this.registry.failpoint("p");
		this.registry.enable("p", "1*return(1)");
		State old = Objects.requireNonNull(handle.state());
		FailpointSnapshot snapshot = this.registry.snapshot();
		this.registry.disable("p");
		assertThat(handle.at(SITE).reach(old, new Object[0])).isNull();
		snapshot.restore();
		assertThat(handle.at(SITE).reach(old, new Object[0])).isEqualTo(new EarlyReturn(1));
		FailpointStatus status = this.registry.status("p").orElseThrow();
		assertThat(status.evaluations()).isOne();
		assertThat(status.triggers()).isOne();
		assertThat(status.state()).isEqualTo(FailpointStatus.State.EXHAUSTED);
	}

	@Test
	void evaluationThatEndsLateIsToldToThoseWhoAwaitItInWhatCameBack() throws Throwable {
		FailpointHandle handle = this.registry.failpoint("p");
		this.registry.enable("p", "off");
		State old = Objects.requireNonNull(handle.state());
		FailpointSnapshot snapshot = this.registry.snapshot();
		this.registry.disable("p");
		snapshot.restore();
		FutureTask<AwaitOutcome> outcome = new FutureTask<>(
				() -> this.registry.awaitEvaluations("p", 1, Callers.PATIENCE));
		Thread watcher = new Thread(outcome);
		watcher.start();
		while (watcher.getState() != Thread.State.TIMED_WAITING) {
			Thread.yield();
		}
		handle.at(SITE).reach(old, new Object[0]);
		assertThat(outcome.get()).isEqualTo(AwaitOutcome.REACHED);
	}

	private State enableAndRead(FailpointHandle handle) {
		this.registry.enable("p", "return(1)");
		return Objects.requireNonNull(handle.state());
	}

}
