package io.github.failpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import io.github.failpoint.convert.Conversion;
import io.github.failpoint.terms.Terms;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Points}.
 */
class PointsTests {

	private static final SiteSignature SITE = new SiteSignature("A.a()", int.class, List.of());

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry();

	@AutoClose
	private final Callers callers = new Callers();

	private final Points points = new Points(this.registry);

	private final Engine engine = new Engine(new SystemTicker(), new Conversion(Conversion.NO_OTHERS),
			new Listeners(new ManualTicker()), new Quotas(FailpointLimits.none(), new SystemTicker()), Runnable::run);

	private final SettingFactory factory = new SettingFactory(FailpointPolicy.defaults(), this.engine);

	@Test
	void publishesWhatWasCheckedAgainstAllSites() {
		this.points.declare("a", (point) -> point.addSite(SITE));
		Setting setting = setting("a", "off");
		assertThat(this.points.publish(Map.of(setting, this.points.sites("a")), null)).hasSize(1);
		assertThat(this.points.visible("a", null).setting()).isSameAs(setting);
	}

	@Test
	void publishesNothingWhenASiteHasAppeared() {
		Map<Setting, List<FailpointSite>> checked = new LinkedHashMap<>();
		checked.put(setting("a", "off"), this.points.sites("a"));
		checked.put(setting("b", "off"), this.points.sites("b"));
		this.points.declare("b", (point) -> point.addSite(SITE));
		assertThat(this.points.publish(checked, null)).isNull();
		assertThat(this.points.visible("a", null)).isNull();
		assertThat(this.points.find("a")).isNull();
	}

	@Test
	void holdingAHandleIsNoSiteToCheck() {
		Map<Setting, List<FailpointSite>> checked = Map.of(setting("a", "off"), this.points.sites("a"));
		this.points.declare("a", Point::hold);
		assertThat(this.points.publish(checked, null)).hasSize(1);
	}

	@Test
	void publishesNothingOnceClosed() {
		this.points.close("The reason");
		assertThat(this.points.isClosed()).isTrue();
		assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> publish("a", "off"))
			.withMessage("The reason");
		assertThat(this.points.find("a")).isNull();
	}

	@Test
	void forgetsAnUndeclaredNameOnceItIsDisabled() {
		publish("a", "off");
		this.points.removeAll(List.of("a"));
		assertThat(this.points.find("a")).isNull();
	}

	@Test
	void remembersADeclaredName() {
		this.points.declare("a", Point::hold);
		this.points.declare("b", (point) -> point.addSite(SITE));
		publish("a", "off");
		publish("b", "off");
		this.points.removeAll();
		assertThat(this.points.find("a")).isNotNull();
		assertThat(this.points.find("b")).isNotNull();
	}

	@Test
	void remembersWhatWasClosedWhileSomebodyIsInside() throws InterruptedException {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch leave = new CountDownLatch(1);
		Setting setting = this.factory.create(SettingRequest.of("a", (call) -> {
			entered.countDown();
			leave.await();
		}, EnableOptions.defaults()), List.of());
		this.points.publish(Map.of(setting, List.of()), null);
		Activation activation = this.points.visible("a", null);
		Future<?> inside = this.callers.run(() -> evaluate(activation));
		entered.await();
		this.points.removeAll();
		assertThat(this.points.retired("a", null)).containsExactly(activation);
		leave.countDown();
		Callers.get(inside);
		publish("a", "off");
		this.points.removeAll();
		assertThat(this.points.retired("a", null)).hasSize(1).doesNotContain(activation);
	}

	@Test
	void tellsTheStatusBeforeAndAfterAChange() {
		publish("a", "off");
		List<Points.Change> changes = publish("a", "return");
		assertThat(changes).singleElement().satisfies((change) -> {
			assertThat(change.before().terms()).isEqualTo("off");
			assertThat(change.after().terms()).isEqualTo("return");
		});
		assertThat(this.points.removeAll()).singleElement().satisfies((change) -> assertThat(change.after()).isNull());
	}

	private List<Points.Change> publish(String name, String terms) {
		return this.points.publish(Map.of(setting(name, terms), this.points.sites(name)), null);
	}

	private Setting setting(String name, String terms) {
		return this.factory.create(SettingRequest.of(name, Terms.of(terms), EnableOptions.defaults()), List.of());
	}

	private static void evaluate(Activation activation) {
		try {
			activation.evaluate(SITE, new Object[0]);
		}
		catch (Throwable ex) {
			throw new AssertionError(ex);
		}
	}

}
