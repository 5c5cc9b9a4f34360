package io.github.failpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import io.github.failpoint.convert.Conversion;
import io.github.failpoint.terms.Term;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FailpointScope}.
 */
@SuppressWarnings("try")
class FailpointScopeTests {

	private static final Duration LIMIT = Callers.PATIENCE;

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry();

	@AutoClose
	private final Callers callers = new Callers();

	private final FailpointHandle point = this.registry.failpoint("p");

	@AfterEach
	void leavesNothingBehind() {
		assertThat(Execution.current()).isNull();
	}

	@Test
	void isSeenByTheThreadThatOpenedItOnly() {
		try (FailpointScope scope = this.registry.openScope()) {
			scope.enable("p", "return(1)");
			assertThat(answer()).isEqualTo(1);
			assertThat(this.callers.elsewhere(this::answer)).isZero();
		}
		assertThat(answer()).isZero();
	}

	@Test
	void goesBeforeTheSettingForEverybody() {
		this.registry.enable("p", "return(9)");
		try (FailpointScope scope = this.registry.openScope()) {
			assertThat(answer()).isEqualTo(9);
			scope.enable("p", "1*return(1)");
			assertThat(answer()).isEqualTo(1);
			assertThat(answer()).as("an exhausted setting of the scope decides, too").isZero();
			assertThat(this.callers.elsewhere(this::answer)).isEqualTo(9);
		}
		assertThat(answer()).isEqualTo(9);
	}

	@Test
	void bringsTheSameSettingBack() {
		this.registry.enable("p", "2*return(9)", EnableOptions.seed(42));
		answer();
		FailpointScope scope = this.registry.openScope();
		scope.enable("p", "off");
		answer();
		scope.close();
		assertThat(this.registry.status("p").orElseThrow()).satisfies((status) -> {
			assertThat(status.seed()).isEqualTo(42);
			assertThat(status.evaluations()).isOne();
		});
		assertThat(List.of(answer(), answer())).containsExactly(9, 0);
	}

	@Test
	void nests() {
		try (FailpointScope outer = this.registry.openScope()) {
			outer.enableAll("p=return(1);q=return(10)");
			try (FailpointScope inner = this.registry.openScope()) {
				inner.enable("p", "return(2)");
				assertThat(List.of(answer(), reach("q"))).containsExactly(2, 10);
				assertThat(FailpointScope.current()).isSameAs(inner);
			}
			assertThat(List.of(answer(), reach("q"))).containsExactly(1, 10);
		}
	}

	@Test
	void nestsAcrossRegistries() {
		try (FailpointRegistry other = new FailpointRegistry();
				FailpointScope outer = this.registry.openScope();
				FailpointScope inner = other.openScope()) {
			outer.enable("p", "return(1)");
			inner.enable("p", "return(2)");
			assertThat(answer()).isEqualTo(1);
			assertThat(reach(other.failpoint("p"))).isEqualTo(2);
		}
	}

	@Test
	void disablingHidesWhatIsOutside() {
		this.registry.enable("p", "return(9)");
		try (FailpointScope scope = this.registry.openScope()) {
			assertThat(scope.disable("p")).isTrue();
			assertThat(scope.disable("p")).isFalse();
			assertThat(answer()).isZero();
			assertThat(scope.status("p").orElseThrow().state()).isEqualTo(FailpointStatus.State.DISABLED);
			this.registry.enable("p", "return(8)");
			assertThat(answer()).isZero();
			assertThat(this.callers.elsewhere(this::answer)).isEqualTo(8);
			scope.enable("p", "return(1)");
			assertThat(answer()).isEqualTo(1);
		}
		assertThat(answer()).isEqualTo(8);
	}

	@Test
	void disablingAllHidesAll() {
		this.registry.enableAll("p=return(9);q=return(9)");
		try (FailpointScope scope = this.registry.openScope()) {
			scope.enable("r", "return(1)");
			assertThat(scope.disableAll()).containsExactly("p", "q", "r");
			assertThat(scope.disableAll()).isEmpty();
			assertThat(List.of(answer(), reach("q"), reach("r"))).containsOnly(0);
			assertThat(this.registry.failpoints()).extracting(FailpointStatus::state)
				.containsExactly(FailpointStatus.State.ENABLED, FailpointStatus.State.ENABLED,
						FailpointStatus.State.DISABLED);
		}
		assertThat(List.of(answer(), reach("q"), reach("r"))).containsExactly(9, 9, 0);
	}

	@Test
	void disablingAllHidesWhatIsEnabledLater() {
		this.registry.failpoint("q");
		try (FailpointScope scope = this.registry.openScope()) {
			assertThat(scope.disableAll()).isEmpty();
			assertThat(this.registry.state("q")).isNull();
			this.registry.enableAll("q=return(9);later=return(9)");
			assertThat(List.of(reach("q"), reach("later"))).containsOnly(0);
			scope.enable("q", "return(1)");
			assertThat(reach("q")).isEqualTo(1);
		}
		assertThat(List.of(reach("q"), reach("later"))).containsOnly(9);
	}

	@Test
	void aThreadForgetsAScopeThatAnotherOneClosed() {
		FailpointScope scope = this.registry.openScope();
		this.callers.elsewhere(() -> {
			scope.close();
			return 0;
		});
		assertThat(FailpointScope.current()).isNull();
		assertThat(Execution.current()).isNull();
	}

	@Test
	void disablingForEverybodyTouchesNoScope() {
		this.registry.enable("p", "return(9)");
		try (FailpointScope scope = this.registry.openScope()) {
			scope.enable("p", "return(1)");
			assertThat(this.registry.disable("p")).isTrue();
			assertThat(this.registry.disable("p")).isFalse();
			assertThat(answer()).isEqualTo(1);
		}
		assertThat(answer()).isZero();
	}

	@Test
	void disablingAllForEverybodyStopsEverything() {
		FailpointScope scope = this.registry.openRootScope();
		scope.enable("p", "pause");
		Future<?> waiter = this.callers.run(() -> scope.wrap((Runnable) this.point::hit).run());
		await(scope, 1);
		this.registry.enable("q", "off");
		assertThat(this.registry.disableAll()).containsExactly("p", "q");
		Callers.get(waiter);
		assertThat(scope.status("p").orElseThrow().state()).isEqualTo(FailpointStatus.State.DISABLED);
	}

	@Test
	void closingTheRegistryStopsEverything() {
		FailpointScope scope = this.registry.openRootScope();
		scope.enable("p", "pause");
		Future<?> waiter = this.callers.run(() -> scope.wrap((Runnable) this.point::hit).run());
		await(scope, 1);
		this.registry.close();
		Callers.get(waiter);
		assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> scope.enable("p", "off"))
			.withMessage("The failpoint registry is closed");
	}

	@Test
	void closingWakesItsWaitersAndNobodyElse() {
		this.registry.enable("p", "pause");
		Future<?> outside = this.callers.run(this.point::hit);
		await(this.registry, 1);
		FailpointScope scope = this.registry.openRootScope();
		scope.enable("p", "pause");
		Future<?> inside = this.callers.run(() -> scope.wrap((Runnable) this.point::hit).run());
		await(scope, 1);
		scope.close();
		Callers.get(inside);
		assertThat(this.registry.status("p").orElseThrow().waiting()).isOne();
		assertThat(outside).isNotDone();
	}

	@Test
	void releasesOneOfItsOwnWaiters() {
		FailpointScope scope = this.registry.openRootScope();
		scope.enable("p", "pause");
		Future<?> waiter = this.callers.run(() -> scope.wrap((Runnable) this.point::hit).run());
		await(scope, 1);
		assertThat(this.registry.release("p", 1)).isZero();
		assertThat(scope.release("p", 1)).isOne();
		Callers.get(waiter);
		scope.close();
	}

	@Test
	void closingTwiceHasNoEffect() {
		FailpointScope outer = this.registry.openScope();
		FailpointScope inner = this.registry.openScope();
		inner.close();
		inner.close();
		assertThat(FailpointScope.current()).isSameAs(outer);
		outer.close();
		outer.close();
	}

	@Test
	void mayBeClosedOutOfOrder() {
		FailpointScope outer = this.registry.openScope();
		FailpointScope inner = this.registry.openScope();
		outer.enable("p", "return(1)");
		inner.enable("q", "return(2)");
		outer.close();
		assertThat(List.of(answer(), reach("q"))).containsExactly(0, 2);
		inner.close();
		assertThat(FailpointScope.current()).isNull();
	}

	@Test
	void mayBeClosedOnAnotherThread() {
		FailpointScope outer = this.registry.openScope();
		FailpointScope inner = this.registry.openScope();
		outer.enable("p", "return(1)");
		inner.enable("p", "return(2)");
		this.callers.elsewhere(() -> {
			inner.close();
			return null;
		});
		assertThat(answer()).isEqualTo(1);
		assertThat(FailpointScope.current()).isSameAs(outer);
		outer.close();
		inner.close();
	}

	@Test
	void refusesSettingsOnceItIsClosed() {
		FailpointScope scope = this.registry.openScope();
		scope.close();
		assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> scope.enable("p", "off"))
			.withMessage("The failpoint scope is closed");
		assertThat(scope.disable("p")).isFalse();
		assertThat(scope.disableAll()).isEmpty();
		assertThat(this.registry.state("p")).isNull();
	}

	@Test
	void refusesWhatASiteCannotTake() {
		this.registry.declare("p", new SiteSignature("A.a()", int.class, List.of()));
		try (FailpointScope scope = this.registry.openScope()) {
			assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> scope.enable("p", "return(x)"));
			assertThat(scope.status("p").orElseThrow().state()).isEqualTo(FailpointStatus.State.DISABLED);
		}
	}

	@Test
	void decidesWhetherAnExecutionSeesWhatIsOutside() {
		this.registry.enableAll("p=return(9);q=return(9)");
		try (FailpointScope outer = this.registry.openScope()) {
			outer.enable("r", "return(1)");
			try (FailpointScope inner = this.registry.openScope("q"::equals)) {
				assertThat(List.of(answer(), reach("q"), reach("r"))).containsExactly(0, 9, 0);
				inner.enable("p", "return(2)");
				assertThat(answer()).isEqualTo(2);
			}
			assertThat(List.of(answer(), reach("q"), reach("r"))).containsExactly(9, 9, 1);
		}
	}

	@Test
	void wrapsTasks() throws Exception {
		try (FailpointScope scope = this.registry.openScope()) {
			scope.enable("p", "return(1)");
			List<Integer> seen = new ArrayList<>();
			Runnable runnable = scope.wrap(() -> {
				seen.add(answer());
			});
			Callable<Integer> callable = scope.wrap(this::answer);
			Supplier<Integer> supplier = scope.wrapSupplier(this::answer);
			this.callers.elsewhere(() -> {
				runnable.run();
				seen.add(callable.call());
				seen.add(supplier.get());
				seen.add(answer());
				return null;
			});
			assertThat(seen).containsExactly(1, 1, 1, 0);
		}
	}

	@Test
	void aWrappedTaskRestoresWhatWasCurrent() throws Exception {
		FailpointScope scope = this.registry.openRootScope();
		try (FailpointScope own = this.registry.openScope()) {
			assertThat(scope.wrap(FailpointScope::current).call()).isSameAs(scope);
			assertThat(FailpointScope.current()).isSameAs(own);
		}
		scope.close();
		assertThat(scope.<FailpointScope>wrap(FailpointScope::current).call()).isNull();
	}

	@Test
	void isNotInherited() throws InterruptedException {
		List<@Nullable FailpointScope> seen = new ArrayList<>();
		try (FailpointScope scope = this.registry.openScope()) {
			scope.enable("p", "off");
			Thread child = new Thread(() -> seen.add(FailpointScope.current()));
			child.start();
			child.join();
		}
		assertThat(seen).containsExactly((FailpointScope) null);
	}

	@Test
	void anAttachmentEndsOnItsThreadOnly() {
		FailpointScope scope = this.registry.openRootScope();
		FailpointScope.Attachment attachment = scope.attach();
		this.callers.elsewhere(() -> {
			attachment.close();
			return null;
		});
		assertThat(FailpointScope.current()).isSameAs(scope);
		attachment.close();
		attachment.close();
		assertThat(FailpointScope.current()).isNull();
		scope.close();
	}

	@Test
	void anAttachmentOfAClosedScopeStillRestores() {
		try (FailpointScope before = this.registry.openScope()) {
			FailpointScope scope = this.registry.openRootScope();
			FailpointScope.Attachment attachment = scope.attach();
			scope.close();
			assertThat(FailpointScope.current()).isNull();
			attachment.close();
			assertThat(FailpointScope.current()).isSameAs(before);
		}
	}

	@Test
	void closingWithinAWrappedTaskLeavesNothingOnItsThread() {
		try (FailpointScope outer = this.registry.openScope(); FailpointScope inner = this.registry.openScope()) {
			Runnable task = inner.wrap(inner::close);
			assertThat(this.callers.elsewhere(() -> {
				task.run();
				return Optional.ofNullable(Execution.current());
			})).isEmpty();
		}
	}

	@Test
	void aRootScopeIsWithinNoOther() {
		try (FailpointScope before = this.registry.openScope()) {
			before.enable("p", "return(1)");
			FailpointScope root = this.registry.openRootScope();
			FailpointScope.Attachment attachment = root.attach();
			assertThat(answer()).isZero();
			attachment.close();
			root.close();
		}
	}

	@Test
	void callsOfTheRegistryGoToARootScope() {
		this.registry.enable("q", "return(9)");
		FailpointScope root = this.registry.openRootScope();
		FailpointScope.Attachment attachment = root.attach();
		try (FailpointRegistry other = new FailpointRegistry()) {
			assertThat(this.registry.enable("p", "return(1)").source()).isEqualTo(FailpointSource.CODE);
			assertThat(this.registry.status("p").orElseThrow().terms()).isEqualTo("return(1)");
			assertThat(this.registry.disable("q")).isTrue();
			assertThat(reach("q")).isZero();
			other.enable("p", "return(2)");
			assertThat(other.failpoints()).isEqualTo(this.callers.elsewhere(other::failpoints));
			assertThat(this.callers.elsewhere(() -> this.registry.status("p").orElseThrow().state()))
				.isEqualTo(FailpointStatus.State.DISABLED);
			assertThat(this.callers.elsewhere(() -> reach("q"))).isEqualTo(9);
		}
		attachment.close();
		root.close();
		assertThat(List.of(answer(), reach("q"))).containsExactly(0, 9);
	}

	@Test
	void callsOfTheRegistryPassAScopeThatIsNoRoot() {
		FailpointScope root = this.registry.openRootScope();
		FailpointScope.Attachment attachment = root.attach();
		try (FailpointScope nested = this.registry.openScope()) {
			this.registry.enable("p", "return(1)");
			assertThat(nested.disable("p")).isTrue();
			assertThat(answer()).isZero();
		}
		assertThat(answer()).isEqualTo(1);
		attachment.close();
		root.close();
		try (FailpointScope nested = this.registry.openScope()) {
			this.registry.enable("p", "return(9)");
			assertThat(nested.status("p").orElseThrow().terms()).isEqualTo("return(9)");
		}
		assertThat(answer()).isEqualTo(9);
	}

	@Test
	void reachesStaticSites() {
		String name = "scope.static-" + System.nanoTime();
		FailpointHandle handle = Failpoints.failpoint(name);
		Failpoints.attach(this.registry);
		try (FailpointScope scope = this.registry.openScope()) {
			scope.enable(name, "return(1)");
			assertThat(reach(handle)).isEqualTo(1);
			assertThat(this.callers.elsewhere(() -> reach(handle))).isZero();
			this.registry.enable(name, "return(9)");
			assertThat(reach(handle)).isEqualTo(1);
			assertThat(this.callers.elsewhere(() -> reach(handle))).isEqualTo(9);
		}
		assertThat(reach(handle)).isEqualTo(9);
	}

	@Test
	void opensTheGate() {
		FailpointGroup group = this.registry
			.group(List.of(this.registry.declare("p", new SiteSignature("A.a()", void.class, List.of()))));
		try (FailpointScope scope = this.registry.openScope()) {
			scope.enable("p", "off");
			assertThat(FailpointGroup.isEnabled(group)).isTrue();
		}
		assertThat(FailpointGroup.isEnabled(group)).isFalse();
	}

	@Test
	void aSiteOfALaterBeanPassesThroughOnlyWhatItCannotTake() throws Throwable {
		this.registry.enable("p", "return(x)");
		try (FailpointScope scope = this.registry.openScope()) {
			scope.enable("p", "return(1)");
			FailpointSite site = this.registry.declare("p", new SiteSignature("A.a()", int.class, List.of()));
			assertThat(site.mismatch()).contains("A.a()", "int");
			assertThat(site.evaluate()).extracting(EarlyReturn::value).isEqualTo(1);
			scope.close();
			assertThat(site.evaluate()).isNull();
			this.registry.enable("p", "return(2)");
			assertThat(site.mismatch()).isNull();
			assertThat(site.evaluate()).extracting(EarlyReturn::value).isEqualTo(2);
		}
	}

	@Test
	void aRootScopeCountsWhomItMissed() {
		FailpointScope root = this.registry.openRootScope();
		root.enable("p", "return(1)");
		assertThat(answer()).isZero();
		assertThat(root.status("p").orElseThrow()).satisfies((status) -> {
			assertThat(status.evaluations()).isZero();
			assertThat(status.suppressed()).containsExactly(Map.entry(FailpointStatus.Reason.OUT_OF_SCOPE, 1L));
			assertThat(status.notTriggered()).isEqualTo(FailpointStatus.Reason.OUT_OF_SCOPE);
		});
		try (FailpointScope other = this.registry.openScope()) {
			answer();
		}
		assertThat(root.status("p").orElseThrow().suppressed()).containsEntry(FailpointStatus.Reason.OUT_OF_SCOPE, 1L);
		root.close();
	}

	@Test
	void aSeededScopeRepeatsItsSettings() {
		assertThat(seeds(42)).isEqualTo(seeds(42)).doesNotHaveDuplicates().isNotEqualTo(seeds(43));
	}

	private List<Long> seeds(long seed) {
		FailpointScope root = this.registry.openRootScope(seed, (name) -> true);
		List<Long> seeds = new ArrayList<>();
		for (String name : List.of("p", "p", "q")) {
			seeds.add(root.enable(name, "50%off").seed());
		}
		assertThat(root.enable("p", "50%off", EnableOptions.seed(4711)).seed()).isEqualTo(4711);
		root.close();
		return seeds;
	}

	@Test
	void aRootScopeDecidesWhatIsVisible() {
		this.registry.enableAll("p=return(9);q=return(9)");
		FailpointScope root = this.registry.openRootScope(1, "q"::equals);
		FailpointScope.Attachment attachment = root.attach();
		assertThat(List.of(answer(), reach("q"))).containsExactly(0, 9);
		attachment.close();
		root.close();
	}

	@Test
	void knowsWhatItIsWithin() {
		try (FailpointScope outer = this.registry.openScope(); FailpointScope inner = this.registry.openScope()) {
			assertThat(inner.isWithin(outer)).isTrue();
			assertThat(inner.isWithin(inner)).isTrue();
			assertThat(outer.isWithin(inner)).isFalse();
		}
	}

	@Test
	void tellsWhoWaitsAndWhatIsLeft() {
		FailpointScope root = this.registry.openRootScope();
		root.enable("p", "1*off->3*pause->return(1)");
		root.wrap((Runnable) this.point::hit).run();
		Future<?> waiter = this.callers.run(() -> root.wrap((Runnable) this.point::hit).run());
		await(root, 1);
		assertThat(root.waitingThreads("p")).extracting(Thread::getName).containsExactly("caller");
		assertThat(root.unspent("p")).extracting(Term::toString).containsExactly("2*pause");
		assertThat(this.registry.waitingThreads("p")).isEmpty();
		assertThat(this.registry.unspent("p")).isEmpty();
		root.close();
		Callers.get(waiter);
	}

	@Test
	void aSettingForALimitedTimeGivesWayToTheOneBefore() {
		ManualTicker ticker = new ManualTicker();
		try (FailpointRegistry limited = new FailpointRegistry(FailpointPolicy.defaults(), Conversion.NO_OTHERS,
				ticker); FailpointScope scope = limited.openScope()) {
			limited.enable("p", "return(9)");
			scope.enable("p", "return(1)");
			scope.enable("p", "return(2)", Duration.ofSeconds(1));
			scope.enable("q", "return(3)", Duration.ofSeconds(1));
			assertThat(reach(limited.failpoint("p"))).isEqualTo(2);
			ticker.advance(Duration.ofSeconds(1));
			assertThat(reach(limited.failpoint("p"))).isEqualTo(1);
			assertThat(reach(limited.failpoint("q"))).isZero();
			assertThat(limited.status("p").orElseThrow().terms()).isEqualTo("return(9)");
		}
	}

	@Test
	void stoppingStopsScopes() {
		try (FailpointScope scope = this.registry.openScope()) {
			scope.enable("p", "return(1)");
			assertThat(this.registry.stop()).containsExactly("p");
			assertThat(answer()).isZero();
			assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> scope.enable("p", "off"));
		}
	}

	@Test
	void stoppingInARootScopeStopsThatScopeAndWhatIsWithin() {
		this.registry.enable("p", "return(9)");
		FailpointScope root = this.registry.openRootScope();
		root.enable("p", "return(1)");
		FailpointScope.Attachment attachment = root.attach();
		try (FailpointScope inner = this.registry.openScope()) {
			inner.enable("p", "return(2)");
			assertThat(this.registry.stop("Incident")).containsExactly("p");
			assertThat(this.registry.isStopped()).isTrue();
			assertThat(answer()).isZero();
			for (FailpointControl control : List.of(this.registry, root, inner)) {
				assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> control.enable("p", "off"))
					.withMessageStartingWith("All failpoints were stopped");
			}
		}
		attachment.close();
		assertThat(this.registry.isStopped()).isFalse();
		assertThat(answer()).isEqualTo(9);
		root.close();
	}

	@Test
	void suppressionWins() throws Exception {
		try (FailpointScope scope = this.registry.openScope()) {
			scope.enable("p", "return(1)");
			assertThat(Failpoints.suppress(this::answer)).isZero();
			assertThat(Failpoints.suppress(FailpointScope::current)).isSameAs(scope);
			assertThat(answer()).isEqualTo(1);
		}
	}

	@Test
	void disablesAndAwaitsItsOwnCallers() throws InterruptedException {
		this.registry.enable("p", "pause");
		Future<?> outside = this.callers.run(this.point::hit);
		await(this.registry, 1);
		FailpointScope scope = this.registry.openRootScope();
		scope.enable("p", "pause");
		Future<?> inside = this.callers.run(() -> scope.wrap((Runnable) this.point::hit).run());
		await(scope, 1);
		assertThat(scope.disableAndAwait("p", LIMIT)).isTrue();
		Callers.get(inside);
		assertThat(outside).isNotDone();
		scope.close();
	}

	@Test
	void aSnapshotLeavesScopesAlone() {
		FailpointSnapshot snapshot = this.registry.snapshot();
		try (FailpointScope scope = this.registry.openScope()) {
			scope.enable("p", "return(1)");
			assertThat(snapshot.changed()).isEmpty();
			this.registry.enable("p", "return(9)");
			snapshot.restore();
			assertThat(answer()).isEqualTo(1);
			assertThat(this.registry.status("p").orElseThrow().state()).isEqualTo(FailpointStatus.State.DISABLED);
		}
	}

	@Test
	void forgetsAnUndeclaredNameWithTheScope() {
		try (FailpointScope scope = this.registry.openScope()) {
			scope.enable("nobody", "off");
			assertThat(this.registry.status("nobody")).isEmpty();
			assertThat(scope.status("nobody")).isPresent();
		}
		assertThat(this.registry.points().find("nobody")).isNull();
	}

	@Test
	void listenersHearOfItsSettings() {
		List<String> heard = new ArrayList<>();
		this.registry.addListener(new FailpointListener() {

			@Override
			public void enabled(FailpointStatus status, @Nullable FailpointStatus previous) {
				heard.add(status.source() + " " + status.terms());
			}

			@Override
			public void disabled(FailpointStatus previous) {
				heard.add("not " + previous.terms());
			}

		});
		this.registry.enable("p", "off");
		try (FailpointScope scope = this.registry.openScope()) {
			scope.disable("p");
			scope.enable("p", "return(1)");
		}
		assertThat(heard).containsExactly("code off", "scope return(1)", "not return(1)");
	}

	private void await(FailpointControl control, int waiting) {
		try {
			assertThat(control.awaitWaiting("p", waiting, LIMIT)).isEqualTo(AwaitOutcome.REACHED);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private int answer() {
		return reach(this.point);
	}

	private int reach(String name) {
		return reach(this.registry.failpoint(name));
	}

	private static int reach(FailpointHandle handle) {
		return handle.<Integer, RuntimeException>evaluate(Integer.class, () -> 0);
	}

}
