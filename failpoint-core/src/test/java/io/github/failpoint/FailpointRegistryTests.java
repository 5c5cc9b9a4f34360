package io.github.failpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.github.failpoint.convert.Conversion;
import io.github.failpoint.terms.Terms;
import io.github.failpoint.terms.TermsSyntaxException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Tests for {@link FailpointRegistry}: enabling, disabling and status.
 */
class FailpointRegistryTests {

	private final ManualTicker ticker = new ManualTicker();

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry(FailpointPolicy.defaults(), Conversion.NO_OTHERS,
			this.ticker);

	@AutoClose
	private final Callers callers = new Callers();

	@Test
	void thereIsOneHandleForAName() {
		assertThat(this.registry.failpoint("a")).isSameAs(this.registry.failpoint("a"))
			.isNotSameAs(this.registry.failpoint("b"))
			.extracting(FailpointHandle::name)
			.isEqualTo("a");
	}

	@Test
	void theHandleOfANameThatIsEnabledAlreadyIsTheOneThatIsEnabled() {
		this.registry.enable("a", "return");
		assertThat(this.registry.failpoint("a").returnsEarly()).isTrue();
	}

	@Test
	void theHandleOfANameThatWasForgottenCanBeEnabledAgain() {
		this.registry.enable("a", "return");
		this.registry.disable("a");
		FailpointHandle handle = this.registry.failpoint("a");
		this.registry.enable("a", "return");
		assertThat(handle.returnsEarly()).isTrue();
	}

	@Test
	void enablingTellsTheNewStatus() {
		this.registry.failpoint("a");
		this.ticker.advance(Duration.ofSeconds(3));
		EnableOptions options = EnableOptions.source(FailpointSource.PROPERTIES).withSeed(7L);
		assertThat(this.registry.enable("a", " 2 * return ( 1 ) ", options)).isEqualTo(new FailpointStatus("a",
				FailpointStatus.State.ENABLED, " 2 * return ( 1 ) ", true, List.of("handle"), List.of(),
				FailpointSource.PROPERTIES, ManualTicker.START.plusSeconds(3), null, null, 7L, 0, 0, 0, Map.of()));
	}

	@Test
	void theStatusCountsEvaluationsTriggersAndWaiting() throws InterruptedException {
		FailpointHandle handle = this.registry.failpoint("a");
		this.registry.enable("a", "1*off->1*return->pause");
		handle.hit();
		handle.returnsEarly();
		Future<?> paused = this.callers.run(handle::hit);
		Callers.awaitWaiting(this.registry, "a", 1);
		FailpointStatus status = status("a");
		assertThat(status.evaluations()).isEqualTo(3);
		assertThat(status.triggers()).isEqualTo(2);
		assertThat(status.waiting()).isOne();
		this.registry.disable("a");
		Callers.get(paused);
	}

	@Test
	void theStatusOfADisabledFailpointHasNoSetting() {
		this.registry.failpoint("a");
		assertThat(this.registry.status("a")).contains(new FailpointStatus("a", FailpointStatus.State.DISABLED, null,
				true, List.of("handle"), List.of(), null, null, null, null, null, 0, 0, 0, Map.of()));
	}

	@Test
	void aSeedRepeatsTheSettingsForEverybody() {
		this.registry.setSeed(42L);
		List<Long> seeds = seeds();
		assertThat(seeds).doesNotHaveDuplicates();
		this.registry.setSeed(42L);
		assertThat(seeds()).isEqualTo(seeds);
		try (FailpointScope scope = this.registry.openScope()) {
			assertThat(scope.enable("a", "50%off").seed()).isNotIn(seeds);
		}
		assertThat(this.registry.enable("a", "50%off", EnableOptions.seed(4711)).seed()).isEqualTo(4711);
		this.registry.setSeed(null);
		assertThat(seeds()).isNotEqualTo(seeds());
	}

	private List<Long> seeds() {
		return Stream.of("a", "a", "b").map((name) -> this.registry.enable(name, "50%off").seed()).toList();
	}

	@Test
	void whatIsNeitherDeclaredNorEnabledHasNoStatus() {
		assertThat(this.registry.status("a")).isEmpty();
		this.registry.enable("a", "off");
		assertThat(this.registry.status("a")).get().extracting(FailpointStatus::declared).isEqualTo(false);
		this.registry.disable("a");
		assertThat(this.registry.status("a")).isEmpty();
		assertThat(this.registry.failpoints()).isEmpty();
	}

	@Test
	void theStatusListsTheSitesSortedAndOnce() {
		this.registry.declare("a", new SiteSignature("B.b()", int.class, List.of()));
		this.registry.declare("a", new SiteSignature("A.a()", int.class, List.of()));
		this.registry.declare("a", new SiteSignature("A.a()", long.class, List.of()));
		this.registry.failpoint("a");
		assertThat(status("a").sites()).containsExactly("A.a()", "B.b()", "handle");
	}

	@Test
	void aCallbackHasNoTermsButACount() {
		this.registry.enable("a", (call) -> {
		});
		this.registry.failpoint("a").hit();
		assertThat(status("a").terms()).isNull();
		assertThat(status("a").state()).isEqualTo(FailpointStatus.State.ENABLED);
		assertThat(status("a").triggers()).isOne();
	}

	@Test
	void statusesAreSortedByName() {
		for (String name : List.of("b/x", "b", "B", "a.c", "a")) {
			this.registry.failpoint(name);
		}
		assertThat(this.registry.failpoints()).extracting(FailpointStatus::name)
			.containsExactly("B", "a", "a.c", "b", "b/x");
	}

	@Test
	void isExhaustedWhenEveryCountIsSpent() {
		FailpointHandle handle = this.registry.failpoint("a");
		assertThat(this.registry.enable("a", "1*off->2*return").state()).isEqualTo(FailpointStatus.State.ENABLED);
		handle.hit();
		handle.returnsEarly();
		assertThat(status("a").state()).isEqualTo(FailpointStatus.State.ENABLED);
		handle.returnsEarly();
		assertThat(status("a").state()).isEqualTo(FailpointStatus.State.EXHAUSTED);
		assertThat(handle.returnsEarly()).isFalse();
		assertThat(status("a").evaluations()).isEqualTo(4);
		assertThat(status("a").triggers()).isEqualTo(2);
	}

	@Test
	void isNotExhaustedWhileATermHasNoCount() {
		this.registry.enable("a", "1*return->0%panic");
		assertThat(this.registry.failpoint("a").returnsEarly()).isTrue();
		assertThat(status("a").state()).isEqualTo(FailpointStatus.State.ENABLED);
	}

	@Test
	void enablingAgainStartsAfresh() {
		FailpointHandle handle = this.registry.failpoint("a");
		this.registry.enable("a", "1*return");
		handle.returnsEarly();
		this.registry.enable("a", "1*return");
		assertThat(status("a").evaluations()).isZero();
		assertThat(handle.returnsEarly()).isTrue();
	}

	@Test
	void drawsASeedUnlessOneIsGiven() {
		assertThat(this.registry.enable("a", "50%off").seed()).isNotNull()
			.isNotEqualTo(this.registry.enable("a", "50%off").seed());
		assertThat(this.registry.enable("a", "50%off", EnableOptions.seed(-5)).seed()).isEqualTo(-5);
		assertThat(this.registry.enable("a", "50%off", EnableOptions.seed(-5).withSeed(null)).seed()).isNotEqualTo(-5);
	}

	@Test
	void disablingTellsWhetherItWasEnabled() {
		this.registry.enable("a", "off");
		assertThat(this.registry.disable("a")).isTrue();
		assertThat(this.registry.disable("a")).isFalse();
		assertThat(this.registry.disable("never heard of!")).isFalse();
	}

	@Test
	void disablingAllTellsWhichWereEnabled() {
		this.registry.failpoint("c");
		this.registry.enableAll("b=off;a=off");
		assertThat(this.registry.disableAll()).containsExactly("a", "b");
		assertThat(this.registry.disableAll()).isEmpty();
		assertThat(this.registry.failpoints()).extracting(FailpointStatus::name).containsExactly("c");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "/a", "a//b", "a/..", "a=b", "a;b", "ä\n" })
	void refusesBadNames(String name) {
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> this.registry.failpoint(name));
		assertThatExceptionOfType(TermsSyntaxException.class).isThrownBy(() -> this.registry.enable(name, "off"));
		assertThatExceptionOfType(TermsSyntaxException.class)
			.isThrownBy(() -> this.registry.declare(name, new SiteSignature("A.a()", int.class, List.of())));
		assertThat(this.registry.status(name)).isEmpty();
		assertThat(this.registry.failpoints()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "5*", "return(1", "throw(Nowhere)", "throw(java.lang.String)", "exit", "return(ture)",
			"throw(java.io.IOException)" })
	void aFailedEnableLeavesEverythingAsItWas(String terms) throws Throwable {
		FailpointSite site = this.registry.declare("a", new SiteSignature("A.a()", boolean.class, List.of()));
		this.registry.enable("a", "3*return(true)");
		site.evaluate();
		Activation activation = this.registry.activation("a");
		List<FailpointStatus> before = this.registry.failpoints();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.registry.enable("a", terms));
		assertThat(this.registry.failpoints()).isEqualTo(before);
		assertThat(this.registry.activation("a")).isSameAs(activation);
		assertThat(site.evaluate()).isEqualTo(new EarlyReturn(true));
		assertThat(status("a").triggers()).isEqualTo(2);
	}

	@Test
	void aFailedFirstEnableLeavesNothing() {
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> this.registry.enable("a", "throw(Nowhere)"));
		assertThat(this.registry.status("a")).isEmpty();
		assertThat(this.registry.disable("a")).isFalse();
	}

	@Test
	void enablesAllInTheGivenOrder() {
		assertThat(this.registry.enableAll("b=pause; a=return(1);")).extracting(FailpointStatus::name)
			.containsExactly("b", "a");
		assertThat(this.registry.failpoints()).extracting(FailpointStatus::terms).containsExactly("return(1)", "pause");
	}

	@Test
	void enablesAllWithOptions() {
		Map<String, Terms> settings = Map.of("a", Terms.of("50%off"));
		assertThat(this.registry.enableAll(settings, EnableOptions.source(FailpointSource.SCOPE).withSeed(1L)))
			.singleElement()
			.satisfies((status) -> assertThat(status.source()).isEqualTo(FailpointSource.SCOPE))
			.satisfies((status) -> assertThat(status.seed()).isOne());
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=off;b=5*;c=off", "a=off;b=throw(Nowhere)", "a=off;a=off", "a=off;b=exit",
			"a=off;b=return(x)", "a=off;b c=off" })
	void enablesAllOrNone(String settings) {
		this.registry.declare("b", new SiteSignature("B.b()", int.class, List.of()));
		this.registry.enable("a", "1*return");
		this.registry.failpoint("a").returnsEarly();
		List<FailpointStatus> before = this.registry.failpoints();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.registry.enableAll(settings));
		assertThat(this.registry.failpoints()).isEqualTo(before);
	}

	@Test
	void aListOfStatusesNeverShowsHalfOfAChange() {
		AtomicBoolean over = new AtomicBoolean();
		Future<?> changing = this.callers.run(() -> {
			for (int i = 0; i < 3_000; i++) {
				this.registry.enableAll("a=return(1);m=return(1);z=return(1)");
				this.registry.enableAll("z=return(2);m=return(2);a=return(2)");
				this.registry.disableAll();
			}
			over.set(true);
		});
		while (!over.get() && !changing.isDone()) {
			List<FailpointStatus> statuses = this.registry.failpoints();
			assertThat(statuses.stream().map(FailpointStatus::terms).distinct().count()).isLessThan(2);
			assertThat(statuses.size()).isIn(0, 3);
		}
		Callers.get(changing);
	}

	@Test
	void suggestsDeclaredNames() {
		this.registry.failpoint("orders.commit");
		this.registry.failpoint("orders.cancel");
		this.registry.enable("orders.comit", "off");
		assertThat(this.registry.suggest("orders.comit")).containsExactly("orders.commit");
		assertThat(this.registry.suggest("payment")).isEmpty();
	}

	@Test
	void aClosedRegistryRefusesToEnable() {
		FailpointHandle handle = this.registry.failpoint("a");
		this.registry.enable("a", "panic");
		this.registry.close();
		assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> this.registry.enable("a", "return"))
			.withMessage("The failpoint registry is closed")
			.satisfies((ex) -> assertThat(ex.name()).isEqualTo("a"))
			.satisfies((ex) -> assertThat(ex.terms()).isEqualTo("return"));
		assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> this.registry.enableAll("b=off"));
		assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> this.registry.enable("a", (call) -> {
		}));
		assertThat(handle.returnsEarly()).isFalse();
		assertThat(status("a").state()).isEqualTo(FailpointStatus.State.DISABLED);
	}

	@Test
	void aClosedRegistryAnswersEverythingElse() throws InterruptedException {
		this.registry.close();
		this.registry.close();
		assertThat(this.registry.disable("a")).isFalse();
		assertThat(this.registry.disableAndAwait("a", Duration.ZERO)).isTrue();
		assertThat(this.registry.release("a", 1)).isZero();
		assertThat(this.registry.awaitTriggers("a", 1, Duration.ZERO)).isEqualTo(AwaitOutcome.DISABLED);
		assertThat(this.registry.failpoints()).isEmpty();
		assertThatCode(() -> this.registry.failpoint("a").hit()).doesNotThrowAnyException();
	}

	@Test
	void anInertRegistrySaysWhyNothingCanBeEnabled() {
		try (FailpointRegistry inert = FailpointRegistry.inert("Switched off by 'failpoint.enabled=false'")) {
			FailpointHandle handle = inert.failpoint("a");
			assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> inert.enable("a", "panic"))
				.withMessage("Switched off by 'failpoint.enabled=false'");
			handle.hit();
			assertThat(inert.status("a")).get().extracting(FailpointStatus::declared).isEqualTo(true);
		}
	}

	@Test
	void nobodyIsLeftBehindWhenManyEnableAndDisableAtOnce() {
		FailpointHandle handle = this.registry.failpoint("a");
		Callers.join(this.callers.run(8, () -> {
			for (int i = 0; i < 1_000; i++) {
				this.registry.enable("a", "yield");
				handle.hit();
				this.registry.disable("a");
			}
		}));
		assertThat(this.registry.activation("a")).isNull();
		this.registry.enable("a", "off");
		this.registry.disable("a");
		assertThat(this.registry.points().retired("a", null)).hasSize(1).allMatch(Activation::isQuiet);
	}

	@Test
	void stoppingDisablesEverythingAndLetsNobodyEnableAnythingAgain() throws InterruptedException {
		FailpointHandle handle = this.registry.failpoint("a");
		this.registry.enable("a", "pause");
		FailpointSnapshot snapshot = this.registry.snapshot();
		Future<?> paused = this.callers.run(handle::hit);
		Callers.awaitWaiting(this.registry, "a", 1);
		assertThat(this.registry.isStopped()).isFalse();
		assertThat(this.registry.stop()).containsExactly("a");
		Callers.get(paused);
		assertThat(this.registry.isStopped()).isTrue();
		assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> this.registry.enable("a", "off"))
			.withMessage("All failpoints were stopped; nothing can be enabled until the application starts again");
		snapshot.restore();
		assertThat(status("a").state()).isEqualTo(FailpointStatus.State.DISABLED);
		assertThat(this.registry.stop()).isEmpty();
	}

	@Test
	@SuppressWarnings("NullAway")
	void whatIsMissingIsNamed() {
		assertThatNullPointerException().isThrownBy(() -> this.registry.enable("a", (String) null))
			.withMessage("'terms' must not be null");
		assertThatNullPointerException().isThrownBy(() -> this.registry.enable("a", (Terms) null))
			.withMessage("'terms' must not be null");
		assertThatNullPointerException().isThrownBy(() -> this.registry.enableAll(null))
			.withMessage("'terms' must not be null");
		assertThatNullPointerException().isThrownBy(() -> this.registry.enable("a", (FailpointCallback) null))
			.withMessage("'callback' must not be null");
		assertThatNullPointerException().isThrownBy(() -> this.registry.enable(null, "off"))
			.withMessage("'name' must not be null");
	}

	@Test
	void codeThatCannotReturnSaysSoWhateverTheValue() {
		FailpointHandle handle = this.registry.failpoint("a");
		for (String terms : List.of("return", "return(1)")) {
			this.registry.enable("a", terms);
			assertThatExceptionOfType(SiteMismatchException.class).isThrownBy(handle::hit)
				.withMessage("Failpoint \"a\" is set to return, but the code calls hit(), which cannot; "
						+ "use evaluate or returnsEarly");
		}
	}

	@Test
	void stoppingIsToldEvenIfNothingWasEnabled() {
		List<String> told = new ArrayList<>();
		this.registry.addListener(new FailpointListener() {

			@Override
			public void stopped(List<String> names, @Nullable String reason) {
				told.add(names + " " + reason);
			}

		});
		this.registry.enable("b", "off");
		this.registry.enable("a", "off");
		this.registry.stop("Incident");
		this.registry.stop();
		this.registry.close();
		this.registry.stop("Too late");
		assertThat(told).containsExactly("[a, b] Incident", "[] null");
	}

	@Test
	void aClosedRegistryIsNotStopped() {
		this.registry.close();
		this.registry.stop();
		assertThat(this.registry.isStopped()).isFalse();
		assertThat(this.registry.isClosed()).isTrue();
	}

	@Test
	void aStoppedRegistryIsNotClosed() {
		this.registry.stop();
		assertThat(this.registry.isClosed()).isFalse();
	}

	@Test
	void aClosedRegistrySaysWhy() {
		this.registry.close("Closed by A");
		assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> this.registry.enable("a", "off"))
			.withMessage("Closed by A");
	}

	private FailpointStatus status(String name) {
		return this.registry.status(name).orElseThrow();
	}

}
