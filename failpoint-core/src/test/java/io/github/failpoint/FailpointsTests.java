package io.github.failpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.failpoint.terms.TermsSyntaxException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Failpoints}. Static failpoints are never forgotten, so each test takes
 * a name of its own.
 */
class FailpointsTests {

	private static final AtomicInteger tests = new AtomicInteger();

	private final String name = "FailpointsTests.point" + tests.incrementAndGet();

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry();

	@AutoClose
	private final FailpointRegistry second = new FailpointRegistry();

	@AutoClose
	private final Callers callers = new Callers();

	@BeforeEach
	void attach() {
		Failpoints.attach(this.registry);
	}

	@Test
	void thereIsOneHandleForAName() {
		assertThat(Failpoints.failpoint(this.name)).isSameAs(Failpoints.failpoint(this.name))
			.isNotSameAs(this.registry.failpoint(this.name))
			.extracting(FailpointHandle::name)
			.isEqualTo(this.name);
	}

	@Test
	void refusesBadNames() {
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> Failpoints.failpoint("a b"));
		this.registry.enable(this.name, "off");
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> Failpoints.hit(""));
	}

	@Test
	void enablingReachesTheStaticFailpoint() {
		FailpointHandle handle = Failpoints.failpoint(this.name);
		assertThat(handle.returnsEarly()).isFalse();
		this.registry.enable(this.name, "return");
		assertThat(handle.returnsEarly()).isTrue();
		this.registry.disable(this.name);
		assertThat(handle.returnsEarly()).isFalse();
	}

	@Test
	void enablingSeveralAndDisablingAllReachesTheStaticFailpoint() {
		FailpointHandle handle = Failpoints.failpoint(this.name);
		this.registry.enableAll("other=off;" + this.name + "=return");
		assertThat(handle.returnsEarly()).isTrue();
		this.registry.disableAll();
		assertThat(handle.returnsEarly()).isFalse();
	}

	@Test
	void whatWasEnabledBeforeReachesALaterStaticFailpoint() {
		this.registry.enable(this.name, "return");
		assertThat(Failpoints.failpoint(this.name).returnsEarly()).isTrue();
	}

	@Test
	void whatWasEnabledBeforeReachesStaticFailpointsOnceAttached() {
		FailpointHandle handle = Failpoints.failpoint(this.name);
		this.second.enable(this.name, "return");
		assertThat(handle.returnsEarly()).isFalse();
		Failpoints.attach(this.second);
		assertThat(handle.returnsEarly()).isTrue();
	}

	@Test
	void hitReachesByName() {
		Failpoints.hit(this.name);
		this.registry.enable(this.name, "panic");
		assertThatExceptionOfType(FailpointPanicException.class).isThrownBy(() -> Failpoints.hit(this.name));
	}

	@Test
	void staticAndOtherSitesShareOneSetting() throws Throwable {
		FailpointHandle handle = Failpoints.failpoint(this.name);
		FailpointHandle own = this.registry.failpoint(this.name);
		FailpointSite site = this.registry.declare(this.name, new SiteSignature("A.a()", void.class, List.of()));
		this.registry.enable(this.name, "1*off->2*return->panic");
		assertThat(handle.returnsEarly()).isFalse();
		assertThat(own.returnsEarly()).isTrue();
		assertThat(site.evaluate()).isNotNull();
		assertThatExceptionOfType(FailpointPanicException.class).isThrownBy(handle::hit);
		assertThat(status().evaluations()).isEqualTo(4);
		assertThat(status().triggers()).isEqualTo(3);
	}

	@Test
	void waitersInStaticFailpointsAreReleasedAndWoken() throws InterruptedException {
		FailpointHandle handle = Failpoints.failpoint(this.name);
		this.registry.enable(this.name, "pause");
		List<Future<?>> waiters = this.callers.run(2, handle::hit);
		assertThat(this.registry.awaitWaiting(this.name, 2, Callers.PATIENCE)).isEqualTo(AwaitOutcome.REACHED);
		assertThat(this.registry.release(this.name, 1)).isOne();
		this.registry.disable(this.name);
		Callers.join(waiters);
	}

	@Test
	void theStatusShowsStaticSites() {
		Failpoints.failpoint(this.name);
		assertThat(status().declared()).isTrue();
		assertThat(status().sites()).containsExactly("handle");
		assertThat(this.registry.failpoints()).extracting(FailpointStatus::name).contains(this.name);
		assertThat(this.registry.suggest(this.name + "x")).contains(this.name);
		this.registry.enable(this.name, "off");
		assertThat(status().sites()).containsExactly("handle");
		assertThat(status().declared()).isTrue();
	}

	@Test
	void aRegistryThatIsNotAttachedKnowsNoStaticSites() {
		FailpointHandle handle = Failpoints.failpoint(this.name);
		assertThat(this.second.status(this.name)).isEmpty();
		assertThat(this.second.failpoints()).isEmpty();
		this.second.enable(this.name, "panic");
		handle.hit();
	}

	@Test
	void theLastChangeWins() {
		Failpoints.attach(this.second);
		FailpointHandle handle = Failpoints.failpoint(this.name);
		this.registry.enable(this.name, "return(1)");
		this.second.enable(this.name, "return(2)");
		assertThat(answer(handle)).isEqualTo("2");
		this.registry.enable(this.name, "return(3)");
		assertThat(answer(handle)).isEqualTo("3");
	}

	@Test
	void disablingInOneRegistryBringsTheOthersSettingForward() {
		Failpoints.attach(this.second);
		FailpointHandle handle = Failpoints.failpoint(this.name);
		this.registry.enable(this.name, "return(1)");
		this.second.enable(this.name, "return(2)");
		this.second.disable(this.name);
		assertThat(answer(handle)).isEqualTo("1");
	}

	@Test
	void closingOneRegistryTakesItsSettingsBack() {
		Failpoints.attach(this.second);
		FailpointHandle handle = Failpoints.failpoint(this.name);
		this.registry.enable(this.name, "2*return(1)");
		assertThat(answer(handle)).isEqualTo("1");
		this.second.enable(this.name, "return(2)");
		assertThat(answer(handle)).isEqualTo("2");
		this.second.close();
		assertThat(answer(handle)).isEqualTo("1");
		assertThat(answer(handle)).isEqualTo("-");
		assertThat(status().evaluations()).isEqualTo(3);
	}

	@Test
	void closingDetaches() {
		FailpointHandle handle = Failpoints.failpoint(this.name);
		this.registry.enable(this.name, "panic");
		this.registry.close();
		handle.hit();
		assertThat(this.registry.status(this.name)).isEmpty();
	}

	@Test
	void attachingTwiceIsAttachingOnce() {
		List<String> declared = recordDeclared(this.registry);
		Failpoints.attach(this.registry);
		Failpoints.failpoint(this.name);
		assertThat(declared).containsExactly(this.name);
		this.registry.close();
		assertThat(Failpoints.namesFor(this.registry)).isEmpty();
	}

	@Test
	void aClosedRegistryIsNotAttached() {
		this.second.close();
		Failpoints.attach(this.second);
		assertThat(Failpoints.namesFor(this.second)).isEmpty();
	}

	@Test
	void listenersHearOfTheFirstDeclarationOnly() {
		List<String> declared = recordDeclared(this.registry);
		Failpoints.failpoint(this.name);
		Failpoints.failpoint(this.name);
		this.registry.failpoint(this.name);
		this.registry.declare(this.name, new SiteSignature("A.a()", void.class, List.of()));
		assertThat(declared).containsExactly(this.name);
	}

	@Test
	void listenersDoNotHearOfAStaticSiteOfWhatIsDeclaredAlready() {
		List<String> declared = recordDeclared(this.registry);
		this.registry.failpoint(this.name);
		Failpoints.failpoint(this.name);
		assertThat(declared).containsExactly(this.name);
	}

	@Test
	void manyThreadsDeclareOnce() {
		for (int round = 0; round < 200; round++) {
			List<String> declared = recordDeclared(this.registry);
			String point = this.name + "." + round;
			Callers.join(this.callers.run(4, () -> Failpoints.failpoint(point)));
			assertThat(declared).containsExactly(point);
		}
	}

	@Test
	void nothingActsWhileSuppressed() throws Exception {
		FailpointHandle handle = Failpoints.failpoint(this.name);
		FailpointHandle own = this.registry.failpoint(this.name);
		FailpointSite site = this.registry.declare(this.name, new SiteSignature("A.a()", void.class, List.of()));
		this.registry.enable(this.name, "panic");
		assertThat(Failpoints.<String>suppress(() -> {
			handle.hit();
			own.hit();
			assertThat(evaluate(site)).isNull();
			return own.<String, RuntimeException>evaluate(String.class, () -> "went on");
		})).isEqualTo("went on");
		assertThat(status().evaluations()).isZero();
		assertThatExceptionOfType(FailpointPanicException.class).isThrownBy(handle::hit);
	}

	@Test
	void suppressionNestsAndEndsWithItsBody() throws Exception {
		FailpointHandle handle = Failpoints.failpoint(this.name);
		this.registry.enable(this.name, "return");
		List<Boolean> answers = new ArrayList<>();
		Callable<?> inner = () -> {
			throw new IOException("from within");
		};
		Failpoints.suppress(() -> {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> Failpoints.suppress(inner));
			return answers.add(handle.returnsEarly());
		});
		answers.add(handle.returnsEarly());
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Failpoints.suppress(inner));
		answers.add(handle.returnsEarly());
		assertThat(answers).containsExactly(false, true, true);
	}

	@Test
	void suppressionIsForOneThread() throws Exception {
		FailpointHandle handle = Failpoints.failpoint(this.name);
		this.registry.enable(this.name, "return");
		assertThat(Failpoints.<Boolean>suppress(() -> this.callers.elsewhere(handle::returnsEarly))).isTrue();
	}

	@Test
	void theStaticFailpointAgreesWithItsRegistryAfterManyChangesAtOnce() {
		Failpoints.attach(this.second);
		FailpointHandle handle = Failpoints.failpoint(this.name);
		for (int round = 0; round < 300; round++) {
			boolean keeps = round % 2 == 0;
			List<Future<?>> changes = new ArrayList<>();
			changes.add(this.callers.run(() -> change(this.registry, keeps)));
			changes.add(this.callers.run(() -> change(this.second, false)));
			Callers.join(changes);
			assertThat(State.orEmpty(handle.state(), this.name).of(null)).isSameAs(this.registry.activation(this.name));
			assertThat(handle.returnsEarly()).isEqualTo(keeps);
		}
	}

	private void change(FailpointRegistry registry, boolean keeps) {
		for (int i = 0; i < 5; i++) {
			registry.enable(this.name, "return");
			registry.disable(this.name);
		}
		if (keeps) {
			registry.enable(this.name, "return");
		}
	}

	private static List<String> recordDeclared(FailpointRegistry registry) {
		List<String> declared = new CopyOnWriteArrayList<>();
		registry.addListener(new FailpointListener() {

			@Override
			public void declared(String name) {
				declared.add(name);
			}

		});
		return declared;
	}

	private static EarlyReturn evaluate(FailpointSite site) {
		try {
			return site.evaluate();
		}
		catch (Throwable ex) {
			throw new AssertionError(ex);
		}
	}

	private static String answer(FailpointHandle handle) {
		return handle.<String, RuntimeException>evaluate(String.class, () -> "-");
	}

	private FailpointStatus status() {
		return this.registry.status(this.name).orElseThrow();
	}

}
