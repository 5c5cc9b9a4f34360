package io.github.failpoint.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.failpoint.AwaitOutcome;
import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.Failpoints;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailpointMetrics}.
 */
class FailpointMetricsTests {

	private static final Duration LIMIT = Duration.ofMinutes(10);

	@AutoClose
	private final FailpointRegistry failpoints = new FailpointRegistry();

	private final FailpointHandle handle = this.failpoints.failpoint("orders.commit");

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@AutoClose
	private final FailpointMetrics metrics = new FailpointMetrics(this.failpoints);

	@BeforeEach
	void bind() {
		this.metrics.bindTo(this.registry);
	}

	@Test
	void showsADisabledFailpoint() {
		assertThat(value("failpoint.evaluations")).isZero();
		assertThat(value("failpoint.enabled")).isZero();
		assertThat(value("failpoint.waiting")).isZero();
		assertThat(this.registry.find("failpoint.triggers").meters()).isEmpty();
		assertThat(this.registry.find("failpoint.suppressed").meters()).isEmpty();
	}

	@Test
	void countsWhyAnEnabledFailpointDidNotAct() {
		this.failpoints.enable("orders.commit", "2*off->1*0%yield->1*yield");
		assertThat(suppressed("off")).isZero();
		reach(4);
		assertThat(suppressed("off")).isEqualTo(2);
		assertThat(suppressed("probability")).isOne();
		this.failpoints.disable("orders.commit");
		assertThat(suppressed("off")).isEqualTo(2);
		assertThat(this.registry.get("failpoint.suppressed").meters())
			.extracting((meter) -> meter.getId().getTag("reason"))
			.containsExactlyInAnyOrder("off", "probability", "exhausted", "limited", "event-loop", "out-of-scope",
					"exempt");
	}

	@Test
	void countsEvaluationsAndTriggersByAction() {
		this.failpoints.enable("orders.commit", "1*off->2*yield->1*sleep(0)");
		assertThat(triggers("yield")).isZero();
		reach(6);
		assertThat(value("failpoint.evaluations")).isEqualTo(6);
		assertThat(triggers("yield")).isEqualTo(2);
		assertThat(triggers("sleep")).isOne();
		assertThat(this.registry.find("failpoint.triggers").tag("action", "off").meter()).isNull();
	}

	@Test
	void countersDoNotFallWhenTheSettingChanges() {
		this.failpoints.enable("orders.commit", "yield");
		reach(3);
		this.failpoints.enable("orders.commit", "yield");
		reach(1);
		this.failpoints.disable("orders.commit");
		assertThat(value("failpoint.evaluations")).isEqualTo(4);
		assertThat(triggers("yield")).isEqualTo(4);
	}

	@Test
	void countsWhatHappenedBeforeItWasBound() {
		this.failpoints.enable("orders.commit", "yield");
		reach(2);
		MeterRegistry late = new SimpleMeterRegistry();
		this.metrics.bindTo(late);
		assertThat(late.get("failpoint.triggers").tag("action", "yield").functionCounter().count()).isEqualTo(2);
	}

	@Test
	void showsWhatASettingCanDoThatComesBack() {
		MeterRegistry late = new SimpleMeterRegistry();
		FailpointMeters meters = new FailpointMeters(this.failpoints, late);
		FailpointStatus temporary = this.failpoints.enable("orders.commit", "yield");
		meters.expired(temporary, null);
		assertThat(late.getMeters()).isEmpty();
		meters.expired(temporary, this.failpoints.enable("orders.commit", "pause"));
		assertThat(late.get("failpoint.triggers").tag("action", "pause").functionCounter().count()).isZero();
	}

	@Test
	void tellsWhatIsEnabled() {
		this.failpoints.enable("orders.commit", "1*yield");
		assertThat(value("failpoint.enabled")).isOne();
		reach(1);
		assertThat(value("failpoint.enabled")).isOne();
		this.failpoints.disable("orders.commit");
		assertThat(value("failpoint.enabled")).isZero();
	}

	@Test
	void tellsWhoWaitsAndMeasuresHowLong() throws Exception {
		this.failpoints.enable("orders.commit", "pause");
		ExecutorService callers = Executors.newFixedThreadPool(2);
		List<Future<?>> calls = List.of(callers.submit(() -> this.handle.hit()),
				callers.submit(() -> this.handle.hit()));
		assertThat(this.failpoints.awaitWaiting("orders.commit", 2, LIMIT)).isEqualTo(AwaitOutcome.REACHED);
		assertThat(value("failpoint.waiting")).isEqualTo(2);
		this.failpoints.disable("orders.commit");
		for (Future<?> call : calls) {
			call.get();
		}
		callers.shutdown();
		Timer timer = this.registry.get("failpoint.wait").tag("failpoint", "orders.commit").timer();
		assertThat(timer.count()).isEqualTo(2);
		assertThat(timer.max(timer.baseTimeUnit())).isPositive();
		assertThat(value("failpoint.waiting")).isZero();
	}

	@Test
	void noticesFailpointsThatAreDeclaredLater() {
		this.failpoints.enable("late", "yield");
		this.failpoints.failpoint("late").hit();
		assertThat(this.registry.get("failpoint.evaluations").tag("failpoint", "late").functionCounter().count())
			.isOne();
		assertThat(
				this.registry.get("failpoint.triggers").tags("failpoint", "late", "action", "yield").functionCounter())
			.satisfies((counter) -> assertThat(counter.count()).isOne());
	}

	@Test
	void noticesStaticFailpoints() {
		Failpoints.attach(this.failpoints);
		FailpointHandle handle = Failpoints.failpoint("metrics.static");
		this.failpoints.enable("metrics.static", "yield");
		handle.hit();
		this.failpoints.disable("metrics.static");
		this.failpoints.enable("metrics.static", "yield");
		handle.hit();
		assertThat(this.registry.get("failpoint.evaluations").tag("failpoint", "metrics.static").functionCounter())
			.satisfies((counter) -> assertThat(counter.count()).isEqualTo(2));
	}

	@Test
	void makesNoTagOfANameThatNobodyDeclares() {
		this.failpoints.enable("anything/at-all", "yield");
		this.failpoints.disable("anything/at-all");
		assertThat(this.registry.getMeters())
			.allMatch((meter) -> "orders.commit".equals(meter.getId().getTag("failpoint")));
	}

	@Test
	void isBoundToARegistryOnce() {
		this.metrics.bindTo(this.registry);
		this.failpoints.enable("orders.commit", "sleep(0)");
		reach(1);
		assertThat(this.registry.get("failpoint.wait").timer().count()).isOne();
		assertThat(triggers("sleep")).isOne();
	}

	@Test
	void feedsEachRegistryOfAComposite() {
		MeterRegistry child = new SimpleMeterRegistry();
		this.metrics.bindTo(new CompositeMeterRegistry().add(child));
		this.failpoints.enable("orders.commit", "sleep(0)");
		reach(2);
		assertThat(child.get("failpoint.triggers").functionCounter().count()).isEqualTo(2);
		assertThat(child.get("failpoint.wait").timer().count()).isEqualTo(2);
	}

	@Test
	void looksAtNoOtherMeters() {
		AtomicInteger looks = new AtomicInteger();
		this.metrics.bindTo(new SimpleMeterRegistry() {

			@Override
			public List<Meter> getMeters() {
				looks.incrementAndGet();
				return super.getMeters();
			}

		});
		this.failpoints.enable("orders.commit", "yield");
		this.failpoints.enable("orders.commit", "yield");
		this.failpoints.failpoint("later");
		assertThat(looks).hasValue(0);
	}

	@Test
	void takesItsMetersAwayWhenClosed() {
		Counter other = this.registry.counter("other", Tags.of("failpoint", "orders.commit"));
		this.failpoints.enable("orders.commit", "sleep(0)");
		reach(1);
		this.metrics.close();
		assertThat(this.registry.getMeters()).containsExactly(other);
		this.failpoints.failpoint("later");
		this.failpoints.enable("later", "yield");
		reach(1);
		assertThat(this.registry.getMeters()).containsExactly(other);
	}

	@Test
	void leavesTheMetersOfAnotherApplicationAlone() {
		try (FailpointRegistry others = new FailpointRegistry()) {
			others.failpoint("orders.commit");
			FailpointMetrics second = new FailpointMetrics(others);
			List<Meter> before = this.registry.getMeters();
			second.bindTo(this.registry);
			second.close();
			assertThat(this.registry.getMeters()).containsExactlyElementsOf(before);
		}
	}

	@Test
	void keepsTheSameTagsInAllMetersOfAName() {
		PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		prometheus.throwExceptionOnRegistrationFailure();
		this.metrics.bindTo(prometheus);
		this.failpoints.enable("orders.commit", "1*sleep(0)->yield");
		this.failpoints.enable("late", "yield");
		this.failpoints.failpoint("late").hit();
		reach(2);
		assertThat(prometheus.scrape()).contains(
				"failpoint_triggers_total{action=\"sleep\",failpoint=\"orders.commit\"} 1.0",
				"failpoint_triggers_total{action=\"yield\",failpoint=\"late\"} 1.0",
				"failpoint_wait_seconds_count{failpoint=\"orders.commit\"} 1");
	}

	@Test
	void aMeterRegistryThatThrowsHarmsNobody() {
		MeterRegistry broken = new SimpleMeterRegistry();
		broken.config().onMeterAdded((meter) -> {
			throw new IllegalStateException("broken meter registry");
		});
		this.metrics.bindTo(broken);
		this.failpoints.enable("orders.commit", "sleep(0)");
		reach(1);
		assertThat(this.registry.get("failpoint.wait").timer().count()).isOne();
	}

	private void reach(int times) {
		for (int i = 0; i < times; i++) {
			this.handle.hit();
		}
	}

	private double suppressed(String reason) {
		return this.registry.get("failpoint.suppressed")
			.tags("failpoint", "orders.commit", "reason", reason)
			.functionCounter()
			.count();
	}

	private double triggers(String action) {
		return this.registry.get("failpoint.triggers")
			.tags("failpoint", "orders.commit", "action", action)
			.functionCounter()
			.count();
	}

	private double value(String meter) {
		return this.registry.get(meter)
			.tag("failpoint", "orders.commit")
			.meter()
			.measure()
			.iterator()
			.next()
			.getValue();
	}

}
