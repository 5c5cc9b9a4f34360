package io.github.failpoint;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.github.failpoint.FailpointStatus.Reason;
import io.github.failpoint.terms.Terms;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailpointTotals}.
 */
class FailpointTotalsTests {

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry();

	@AutoClose
	private final Callers callers = new Callers();

	private final FailpointHandle handle = this.registry.failpoint("p");

	@Test
	void areZeroAtFirst() {
		assertThat(this.registry.totals("p")).isEqualTo(FailpointTotals.NONE);
		assertThat(this.registry.totals("unknown")).isEqualTo(FailpointTotals.NONE);
	}

	@Test
	void nameEachActionThatIsPossibleNow() {
		this.registry.enable("p", "1*off->1*yield->sleep(0)->sleep(1)");
		assertThat(this.registry.totals("p"))
			.isEqualTo(new FailpointTotals(Map.of("yield", 0L, "sleep", 0L), Map.of()));
		this.registry.enable("p", (call) -> {
		});
		assertThat(this.registry.totals("p").triggers()).containsOnlyKeys("callback");
	}

	@Test
	void countEachActionByItself() {
		this.registry.enable("p", "1*off->1*yield->sleep(0)");
		reach(4);
		assertThat(this.registry.totals("p"))
			.isEqualTo(new FailpointTotals(Map.of("yield", 1L, "sleep", 2L), Map.of(Reason.OFF, 1L)));
		assertThat(this.registry.status("p")).map(FailpointStatus::triggers).contains(3L);
	}

	@Test
	void outliveSettings() {
		this.registry.enable("p", "yield");
		reach(2);
		this.registry.enable("p", "1*sleep(0)");
		reach(3);
		FailpointTotals expected = new FailpointTotals(Map.of("yield", 2L, "sleep", 1L), Map.of(Reason.EXHAUSTED, 2L));
		assertThat(this.registry.totals("p")).isEqualTo(expected);
		this.registry.disable("p");
		assertThat(this.registry.totals("p")).isEqualTo(expected);
		this.registry.close();
		assertThat(this.registry.totals("p")).isEqualTo(expected);
	}

	@Test
	void countASettingThatComesBackOnce() {
		this.registry.enable("p", "yield");
		reach(2);
		FailpointSnapshot snapshot = this.registry.snapshot();
		this.registry.enable("p", "sleep(0)");
		reach(1);
		snapshot.restore();
		reach(3);
		assertThat(this.registry.totals("p"))
			.isEqualTo(new FailpointTotals(Map.of("yield", 5L, "sleep", 1L), Map.of()));
	}

	@Test
	void countEachReasonForNotActing() {
		this.registry.enable("p", "1*off->1*0%yield->1*yield");
		reach(3);
		FailpointTotals totals = this.registry.totals("p");
		assertThat(totals)
			.isEqualTo(new FailpointTotals(Map.of("yield", 1L), Map.of(Reason.OFF, 1L, Reason.PROBABILITY, 1L)));
		assertThat(totals.evaluations()).isEqualTo(3);
	}

	@Test
	void takeNoEvaluationOutOfScopeForOne() {
		FailpointTotals totals = new FailpointTotals(Map.of("yield", 1L), Map.of(Reason.OUT_OF_SCOPE, 5L));
		assertThat(totals.evaluations()).isOne();
	}

	@Test
	void countStaticSites() {
		String name = "totals.static";
		FailpointHandle handle = Failpoints.failpoint(name);
		Failpoints.attach(this.registry);
		this.registry.enable(name, "yield");
		handle.hit();
		this.registry.disable(name);
		this.registry.enable(name, "yield");
		handle.hit();
		assertThat(this.registry.totals(name)).isEqualTo(new FailpointTotals(Map.of("yield", 2L), Map.of()));
	}

	@Test
	void countInTheRegistryWhoseSettingActed() {
		String name = "totals.shared";
		FailpointHandle handle = Failpoints.failpoint(name);
		try (FailpointRegistry other = new FailpointRegistry()) {
			Failpoints.attach(this.registry);
			Failpoints.attach(other);
			this.registry.enable(name, "yield");
			other.enable(name, "yield");
			handle.hit();
			assertThat(other.totals(name).evaluations()).isOne();
			assertThat(this.registry.totals(name).evaluations()).isZero();
		}
	}

	@Test
	void neverFallWhileSettingsComeAndGo() {
		AtomicBoolean over = new AtomicBoolean();
		List<Future<?>> reaching = this.callers.run(2, () -> {
			while (!over.get()) {
				this.handle.hit();
			}
		});
		Future<?> changing = this.callers.run(() -> {
			while (!over.get()) {
				this.registry.enable("p", "yield");
				this.registry.disable("p");
			}
		});
		FailpointTotals last = FailpointTotals.NONE;
		for (int i = 0; i < 500; i++) {
			FailpointTotals next = this.registry.totals("p");
			assertThat(next.evaluations()).isGreaterThanOrEqualTo(last.evaluations());
			assertThat(next.triggers().getOrDefault("yield", 0L)).isBetween(last.triggers().getOrDefault("yield", 0L),
					next.evaluations());
			last = next;
		}
		over.set(true);
		Callers.join(reaching);
		Callers.get(changing);
	}

	@ParameterizedTest
	@ValueSource(strings = { "off", "0%return", "1*return", "50%return", "2*off->3*yield->0%panic", "yield" })
	void countEachEvaluationOnceWhileSettingsAreReplaced(String terms) {
		this.registry.enable("p", terms);
		Terms others = Terms.of(terms);
		CountDownLatch changed = new CountDownLatch(300);
		List<Future<Long>> reaching = Stream.generate(() -> this.callers.call(() -> hitUntil(changed)))
			.limit(3)
			.toList();
		while (changed.getCount() > 0) {
			FailpointSnapshot before = this.registry.snapshot();
			this.registry.enable("p", others, EnableOptions.defaults());
			this.registry.enable("p", others, EnableOptions.defaults());
			before.restore();
			changed.countDown();
		}
		long hits = reaching.stream().mapToLong(Callers::get).sum();
		assertThat(this.registry.totals("p").evaluations()).isEqualTo(hits);
	}

	private long hitUntil(CountDownLatch over) {
		long hits = 0;
		for (; over.getCount() > 0; hits++) {
			this.handle.returnsEarly();
		}
		return hits;
	}

	@Test
	void countThoseOutOfScopeWhileTheScopeCloses() {
		this.registry.enable("p", "off");
		CountDownLatch changed = new CountDownLatch(200);
		Future<Long> reaching = this.callers.call(() -> hitUntil(changed));
		while (changed.getCount() > 0) {
			try (FailpointScope scope = this.registry.openRootScope()) {
				scope.enable("p", "panic");
			}
			changed.countDown();
		}
		long hits = Callers.get(reaching);
		assertThat(this.registry.totals("p").evaluations()).isEqualTo(hits);
	}

	@Test
	void countWhoWasOvertakenOnItsWay() throws Throwable {
		this.registry.enable("p", "off");
		State overtaken = Objects.requireNonNull(this.handle.state());
		this.registry.disable("p");
		this.registry.enable("p", "yield");
		FailpointSite site = this.handle.at(new SiteSignature("A.a()", void.class, List.of()));
		site.reach(overtaken, new Object[0]);
		site.reach(overtaken, new Object[0]);
		assertThat(this.registry.totals("p"))
			.isEqualTo(new FailpointTotals(Map.of("yield", 0L), Map.of(Reason.OFF, 2L)));
		site.reach(overtaken, new Object[0]);
		this.registry.disable("p");
		assertThat(this.registry.totals("p").evaluations()).isEqualTo(3);
	}

	@Test
	void keepNothingOfNamesThatAreNeverReached() {
		this.registry.enable("unknown", "panic");
		this.registry.disable("unknown");
		assertThat(this.registry.totals("unknown")).isEqualTo(FailpointTotals.NONE);
	}

	private void reach(int times) {
		for (int i = 0; i < times; i++) {
			this.handle.hit();
		}
	}

}
