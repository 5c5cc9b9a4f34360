package io.github.failpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The failpoints of a registry by name. Changes take a lock, for no longer than it takes
 * to swap fields; evaluations never do.
 */
final class Points {

	private static final String STOPPED = "All failpoints were stopped; nothing can be enabled until the application "
			+ "starts again";

	private final FailpointRegistry registry;

	private final Map<String, Point> points = new ConcurrentHashMap<>();

	private final UndeclaredNames undeclared = new UndeclaredNames(this::isDeclared);

	private final ReentrantLock changes = new ReentrantLock();

	/**
	 * Those closed by the present change, in which everybody has to be woken; guarded by
	 * the lock.
	 */
	private List<Activation> closed = new ArrayList<>();

	/**
	 * Closed ones that have counted something since they were last asked.
	 */
	private final Set<Activation> late = ConcurrentHashMap.newKeySet();

	private volatile @Nullable String refusal;

	Points(FailpointRegistry registry) {
		this.registry = registry;
	}

	@Nullable Point find(String name) {
		return this.points.get(name);
	}

	/**
	 * Return what is known of a name, for a moment if nothing is.
	 */
	private Point findOrEmpty(String name) {
		Point point = this.points.get(name);
		return (point != null) ? point : new Point(name);
	}

	private Point findOrCreate(String name) {
		return this.points.computeIfAbsent(name, Point::new);
	}

	Point declare(String name, Consumer<Point> declaration) {
		return locked(() -> {
			Point point = findOrCreate(name);
			declaration.accept(point);
			this.undeclared.remove(name);
			return point;
		});
	}

	FailpointGroup group(Set<FailpointHandle> members) {
		return locked(() -> {
			FailpointGroup group = new FailpointGroup(members);
			members.forEach((member) -> findOrCreate(member.name()).join(group));
			group.update();
			return group;
		});
	}

	/**
	 * Return whether code holds a handle, which it may reach anywhere.
	 */
	boolean isHeld(String name) {
		Point point = this.points.get(name);
		return (point != null && point.isHeld()) || Failpoints.namesFor(this.registry).contains(name);
	}

	List<FailpointSite> sites(String name) {
		Point point = this.points.get(name);
		return (point != null) ? point.sites() : List.of();
	}

	/**
	 * Put settings in force, all at once, unless a site has appeared against which they
	 * were not checked.
	 * @param checked the settings, with the sites against which each was checked
	 * @param scope where, or {@code null} for everybody
	 * @return the changes, or {@code null} if nothing was done
	 */
	@Nullable List<Change> publish(Map<Setting, List<FailpointSite>> checked, @Nullable FailpointScope scope) {
		Door.open();
		return locked(() -> {
			requireOpen(checked.keySet(), scope);
			if (checked.entrySet().stream().anyMatch((entry) -> sites(entry.getKey().name()) != entry.getValue())) {
				return null;
			}
			this.undeclared.add(checked.keySet());
			return checked.keySet().stream().map((setting) -> enable(setting, scope)).toList();
		});
	}

	private Change enable(Setting setting, @Nullable FailpointScope scope) {
		State state = findOrEmpty(setting.name()).state();
		setting.replaces(setting(setting.name(), scope), state.hides(scope));
		return put(setting, scope);
	}

	private void requireOpen(Collection<Setting> settings, @Nullable FailpointScope scope) {
		String refusal = refusal(scope);
		for (Setting setting : settings) {
			if (refusal != null) {
				throw new SettingRefusedException(setting.name(), setting.terms(), refusal);
			}
		}
	}

	private @Nullable String refusal(@Nullable FailpointScope scope) {
		if (scope != null && scope.isClosed()) {
			return "The failpoint scope is closed";
		}
		return (scope != null && scope.isStopped()) ? STOPPED : this.refusal;
	}

	boolean isStopped() {
		return STOPPED.equals(this.refusal);
	}

	boolean isClosed() {
		return this.refusal != null;
	}

	List<Change> removeAll(Collection<String> names) {
		return locked(() -> remove(names));
	}

	/**
	 * Remove all settings, those of scopes included.
	 */
	List<Change> removeAll() {
		return locked(this::removeEverything);
	}

	/**
	 * Disable failpoints within a scope, whatever is enabled around it.
	 */
	List<Change> mask(Collection<String> names, FailpointScope scope) {
		return locked(() -> scope.isClosed() ? List.of()
				: changes(names, (name) -> replace(name, scope, (state) -> state.with(scope, null))));
	}

	/**
	 * Disable all failpoints within a scope, whatever is or will be enabled around it.
	 */
	List<Change> maskAll(FailpointScope scope) {
		return locked(() -> {
			scope.hideOutside();
			return changes(mentioned(scope), (name) -> remove(name, scope));
		});
	}

	/**
	 * Remove all settings and refuse new ones, unless they are refused already.
	 */
	List<Change> stop() {
		return locked(() -> close((this.refusal != null) ? this.refusal : STOPPED));
	}

	/**
	 * Remove all settings of a scope, and of those within it, and refuse new ones there.
	 */
	List<Change> stop(FailpointScope scope) {
		return locked(() -> {
			scope.markStopped();
			return removeScoped((candidate) -> candidate.isWithin(scope));
		});
	}

	/**
	 * Refuse new settings no longer, if everything was stopped.
	 */
	boolean resume() {
		return locked(() -> {
			boolean stopped = isStopped();
			this.refusal = stopped ? null : this.refusal;
			return stopped;
		});
	}

	/**
	 * Remove all settings and refuse new ones.
	 */
	List<Change> close(String refusal) {
		return locked(() -> {
			this.refusal = refusal;
			return removeEverything();
		});
	}

	/**
	 * Remove all settings of a scope and refuse new ones.
	 */
	List<Change> close(FailpointScope scope) {
		return locked(() -> {
			scope.markClosed();
			return changes(mentioned(scope), (name) -> remove(name, scope));
		});
	}

	/**
	 * Make these the settings in force for everybody, and no others. One that is in force
	 * already is left as it is; in place of one whose time is over comes what was there
	 * before it.
	 */
	List<Change> restore(Map<String, Setting> settings) {
		return locked(() -> {
			Map<String, Setting> alive = new TreeMap<>();
			settings.forEach((name, setting) -> alive.computeIfAbsent(name, (key) -> setting.orBefore()));
			Set<String> names = new TreeSet<>(this.points.keySet());
			names.addAll(alive.keySet());
			names.removeIf((name) -> isClosed() || setting(name, null) == alive.get(name));
			return changes(names, (name) -> putOrRemove(name, alive.get(name), null));
		});
	}

	/**
	 * Bring back what there was before a setting whose time is over, if it is still in
	 * force.
	 * @return the change, or {@code null} if it is not
	 */
	@Nullable Change expire(Setting setting, @Nullable FailpointScope scope) {
		return locked(() -> (setting(setting.name(), scope) == setting) ? end(setting, scope) : null);
	}

	private Change end(Setting setting, @Nullable FailpointScope scope) {
		Setting before = setting.orBefore();
		return (before == null && setting.replacesMask())
				? replace(setting.name(), scope, (state) -> state.with(scope, null))
				: putOrRemove(setting.name(), before, scope);
	}

	private List<Change> removeEverything() {
		List<Change> changes = new ArrayList<>(remove(Set.copyOf(this.points.keySet())));
		changes.addAll(removeScoped((scope) -> true));
		return changes;
	}

	private List<Change> removeScoped(Predicate<FailpointScope> removed) {
		List<Change> changes = new ArrayList<>();
		for (String name : Set.copyOf(this.points.keySet())) {
			State state = state(name);
			List<FailpointScope> scopes = (state != null) ? state.scopes() : List.of();
			scopes.stream().filter(removed).forEach((scope) -> changes.add(remove(name, scope)));
		}
		return changes;
	}

	private List<Change> remove(Collection<String> names) {
		return changes(names.stream().filter((name) -> setting(name, null) != null).toList(),
				(name) -> remove(name, null));
	}

	private Change remove(String name, @Nullable FailpointScope scope) {
		return replace(name, scope, (state) -> state.without(scope));
	}

	private Change put(Setting setting, @Nullable FailpointScope scope) {
		return replace(setting.name(), scope, (state) -> state.with(scope, activate(setting, scope)));
	}

	private Change putOrRemove(String name, @Nullable Setting setting, @Nullable FailpointScope scope) {
		return (setting != null) ? put(setting, scope) : remove(name, scope);
	}

	private static List<Change> changes(Collection<String> names, Function<String, Change> change) {
		return names.stream().sorted().map(change).toList();
	}

	private Change replace(String name, @Nullable FailpointScope scope, UnaryOperator<State> replacement) {
		reportLate();
		Point point = findOrCreate(name);
		State state = point.state();
		State next = replacement.apply(state);
		Activation previous = state.of(scope);
		FailpointStatus before = (previous != null) ? status(point, scope, previous) : null;
		point.publish(next);
		Failpoints.refresh(name);
		if (previous != null) {
			previous.close();
			this.closed.add(previous);
			point.retire(previous);
		}
		if (point.isForgettable()) {
			this.points.remove(name);
			this.undeclared.remove(name);
		}
		Activation current = next.of(scope);
		return new Change(name, before, (current != null) ? status(point, scope, current) : null);
	}

	private Activation activate(Setting setting, @Nullable FailpointScope scope) {
		Engine engine = setting.engine();
		return new Activation(setting, scope,
				setting.hasQuota() ? findOrCreate(setting.name()).quota(engine.quotas()) : null,
				setting.hasTimeToLive()
						? engine.ticker().at(setting.deadline(), () -> this.registry.expire(setting, scope)) : null,
				this.late::add);
	}

	/**
	 * Who counts again from now on comes back: it is forgotten before it is asked.
	 */
	private void reportLate() {
		for (Activation activation : this.late) {
			this.late.remove(activation);
			findOrCreate(activation.setting().name()).report(activation);
		}
	}

	private List<String> mentioned(FailpointScope scope) {
		return this.points.values().stream().filter((point) -> point.state().mentions(scope)).map(Point::name).toList();
	}

	@Nullable State state(String name) {
		Point point = this.points.get(name);
		return (point != null) ? point.handle().state() : null;
	}

	/**
	 * Return the setting that decides within a scope, or outside of all.
	 */
	@Nullable Activation visible(String name, @Nullable FailpointScope scope) {
		State state = state(name);
		return (state != null) ? state.visibleFrom(scope) : null;
	}

	@Nullable Setting setting(String name, @Nullable FailpointScope scope) {
		State state = state(name);
		Activation activation = (state != null) ? state.of(scope) : null;
		return (activation != null) ? activation.setting() : null;
	}

	/**
	 * The settings in force at one moment, by name.
	 */
	Map<String, Setting> settings() {
		return locked(() -> {
			Map<String, Setting> settings = new TreeMap<>();
			this.points.values()
				.stream()
				.map((point) -> point.state().of(null))
				.filter(Objects::nonNull)
				.forEach((activation) -> settings.put(activation.setting().name(), activation.setting()));
			return settings;
		});
	}

	/**
	 * What has happened since the beginning, whatever setting there was.
	 */
	FailpointTotals totals(String name) {
		return locked(() -> {
			reportLate();
			return findOrEmpty(name).totals();
		});
	}

	List<Activation> retired(String name, @Nullable FailpointScope scope) {
		Point point = this.points.get(name);
		List<Activation> retired = (point != null) ? point.retired() : List.of();
		return retired.stream().filter((activation) -> activation.scope() == scope).toList();
	}

	/**
	 * The statuses of all declared or enabled failpoints at one moment, as they are
	 * within a scope, or outside of all.
	 */
	List<FailpointStatus> statuses(@Nullable FailpointScope scope) {
		Map<Point, State> states = locked(this::states);
		return states.entrySet()
			.stream()
			.map((entry) -> status(entry.getKey(), scope, entry.getValue().visibleFrom(scope)))
			.filter(Points::isKnown)
			.toList();
	}

	private Map<Point, State> states() {
		Set<String> names = new TreeSet<>(this.points.keySet());
		names.addAll(Failpoints.namesFor(this.registry));
		Map<Point, State> states = new LinkedHashMap<>();
		names.stream().map(this::findOrEmpty).forEach((point) -> states.put(point, point.state()));
		return states;
	}

	@Nullable FailpointStatus status(String name, @Nullable FailpointScope scope) {
		Point point = findOrEmpty(name);
		FailpointStatus status = status(point, scope, point.state().visibleFrom(scope));
		return isKnown(status) ? status : null;
	}

	private boolean isStatic(String name) {
		return Failpoints.namesFor(this.registry).contains(name);
	}

	private boolean isDeclared(String name) {
		Point point = this.points.get(name);
		return (point != null && point.isDeclared()) || isStatic(name);
	}

	/**
	 * Return the names that at least one site has, sorted.
	 */
	List<String> declaredNames() {
		Set<String> names = new TreeSet<>(Failpoints.namesFor(this.registry));
		this.points.values().stream().filter(Point::isDeclared).map(Point::name).forEach(names::add);
		return List.copyOf(names);
	}

	private static boolean isKnown(FailpointStatus status) {
		return status.declared() || status.state() != FailpointStatus.State.DISABLED;
	}

	private FailpointStatus status(Point point, @Nullable FailpointScope scope, @Nullable Activation activation) {
		List<String> sites = point.describedSites(point.isHeld() || isStatic(point.name()));
		FailpointStatus status = (activation != null)
				? activation.status(sites, activation.waiting() + point.leaving(activation.scope()))
				: FailpointStatus.disabled(point.name(), sites, point.leaving(scope));
		return status.withUnreachable(point.unreachable().stream().map(UnreachableSite::sentence).toList());
	}

	/**
	 * Wait until all who waited without a thread in what was closed have gone on.
	 */
	void awaitCalls(Ticker time, long deadline) throws InterruptedException {
		for (Point point : this.points.values()) {
			for (Activation activation : point.retired()) {
				activation.awaitCalls(time, deadline);
			}
		}
	}

	/**
	 * Whatever is made to go on does so once the lock is free.
	 */
	private <T extends @Nullable Object> T locked(Supplier<T> change) {
		List<Activation> closed = List.of();
		this.changes.lock();
		try {
			return change.get();
		}
		finally {
			if (!this.closed.isEmpty()) {
				closed = this.closed;
				this.closed = new ArrayList<>();
			}
			this.changes.unlock();
			Waking.wake(closed);
		}
	}

	/**
	 * A change that was made.
	 *
	 * @param name the name
	 * @param before the status before, or {@code null} if it was disabled
	 * @param after the status after, or {@code null} if it is disabled
	 */
	record Change(String name, @Nullable FailpointStatus before, @Nullable FailpointStatus after) {
	}

}
