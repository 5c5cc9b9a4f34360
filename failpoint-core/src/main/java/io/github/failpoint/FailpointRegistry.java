package io.github.failpoint;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.failpoint.convert.Conversion;
import io.github.failpoint.convert.ValueConverter;
import io.github.failpoint.terms.FailpointName;
import io.github.failpoint.terms.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * Holds the failpoints of an application: enables and disables them, and tells how they
 * are. Safe for use by any number of threads. No lock is held while an action, a callback
 * or a listener runs, and evaluating a failpoint takes none at all, so no caller of the
 * code ever waits for another; changes and reports take one for as long as fields are
 * swapped or read.
 *
 * @since 0.1.0
 * @see <a href="https://man.freebsd.org/cgi/man.cgi?query=fail&amp;sektion=9">fail(9)</a>
 */
public final class FailpointRegistry extends FailpointControl implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Points points = new Points(this);

	private final Set<String> declared = ConcurrentHashMap.newKeySet();

	private final Engine engine;

	private final SettingFactory factory;

	private volatile @Nullable Seeds seeds;

	/**
	 * Create a registry with the default policy.
	 */
	public FailpointRegistry() {
		this(FailpointPolicy.defaults());
	}

	/**
	 * Create a registry with a policy.
	 * @param policy what settings may do
	 */
	public FailpointRegistry(FailpointPolicy policy) {
		this(policy, Conversion.NO_OTHERS);
	}

	/**
	 * Create a registry with a policy and a converter.
	 * @param policy what settings may do
	 * @param converter the converter for types that the engine does not know by itself
	 */
	public FailpointRegistry(FailpointPolicy policy, ValueConverter converter) {
		this(policy, converter, new SystemTicker());
	}

	FailpointRegistry(FailpointPolicy policy, ValueConverter converter, Ticker ticker) {
		this.engine = new Engine(ticker, new Conversion(converter), new Listeners(ticker),
				new Quotas(policy.limits(), ticker), EngineThreads.CONTINUING);
		this.factory = new SettingFactory(policy, this.engine);
	}

	/**
	 * Create a registry in which nothing can ever be enabled; its handles stay inert.
	 * @param reason the reason, for whoever tries
	 * @return the registry
	 */
	public static FailpointRegistry inert(String reason) {
		FailpointRegistry registry = new FailpointRegistry();
		registry.points.close(reason);
		return registry;
	}

	/**
	 * Return the failpoint of a name, which is declared thereby. Keep it in a final
	 * field.
	 * @param name the name
	 * @return the handle, always the same
	 * @throws io.github.failpoint.terms.TermsSyntaxException if the name is not valid
	 */
	public FailpointHandle failpoint(String name) {
		Point point = this.points.find(name);
		return ((point != null && point.isHeld()) ? point : declare(name, Point::hold)).handle();
	}

	/**
	 * Declare a site; declaring the same one again returns the one there is. A setting
	 * that is already in force is not checked here.
	 * @param name the name of the failpoint
	 * @param signature what the site is called, can return and may throw
	 * @return the site
	 * @throws io.github.failpoint.terms.TermsSyntaxException if the name is not valid
	 * @see FailpointSite#mismatch()
	 */
	public FailpointSite declare(String name, SiteSignature signature) {
		return declare(name, (point) -> point.addSite(signature)).site(signature);
	}

	/**
	 * Remember a place that carries a failpoint and never reaches it. It declares
	 * nothing: who asks for the name is told why.
	 * @param site the place
	 */
	public void declareUnreachable(UnreachableSite site) {
		this.points.declare(site.name(), (point) -> point.addUnreachable(site));
	}

	/**
	 * Return the places that carry a failpoint and never reach it.
	 * @param name the name
	 * @return the places, in the order in which they were found
	 */
	public List<UnreachableSite> unreachableSites(String name) {
		Point point = this.points.find(name);
		return (point != null) ? point.unreachable() : List.of();
	}

	/**
	 * Return a group of the failpoints of some sites of this registry.
	 * @param sites the sites
	 * @return a new group
	 */
	public FailpointGroup group(Collection<FailpointSite> sites) {
		return this.points.group(sites.stream().map(FailpointSite::handle).collect(Collectors.toSet()));
	}

	private Point declare(String name, Consumer<Point> declaration) {
		Point point = this.points.declare(FailpointName.requireValid(name), declaration);
		declared(name);
		return point;
	}

	void declared(String name) {
		if (this.declared.add(name)) {
			this.engine.listeners().tell((listener) -> listener.declared(name));
		}
	}

	/**
	 * Open a scope around what this thread does from now on, within the scope that is
	 * current.
	 * @return a new scope, current on this thread until it is closed
	 */
	public FailpointScope openScope() {
		return FailpointScope.nested(this);
	}

	/**
	 * Open a scope around what this thread does from now on, within the scope that is
	 * current, and decide what is visible there.
	 * @param outside whether the settings around the scope apply to a failpoint for which
	 * it has none itself, by name; called often, must be fast and must not throw
	 * @return a new scope, current on this thread until it is closed
	 */
	public FailpointScope openScope(Predicate<String> outside) {
		return FailpointScope.nested(this, outside);
	}

	/**
	 * Open a scope for something that stands for itself, such as a test: it is within no
	 * other scope, and current nowhere until it is attached. On the threads where it is
	 * current, what is enabled, disabled, stopped and asked for through this registry is
	 * enabled, disabled, stopped and looked up there.
	 * @return a new scope
	 * @see FailpointScope#attach()
	 */
	public FailpointScope openRootScope() {
		return FailpointScope.root(this, FailpointScope.EVERYTHING, null);
	}

	/**
	 * Open a scope for something that stands for itself and can be repeated, and decide
	 * what is visible there.
	 * @param seed what the seeds of all settings are made from that are enabled there and
	 * name none
	 * @param outside whether the settings for everybody apply to a failpoint, as in
	 * {@link #openScope(Predicate)}
	 * @return a new scope
	 * @see #openRootScope()
	 */
	public FailpointScope openRootScope(long seed, Predicate<String> outside) {
		return FailpointScope.root(this, outside, new Seeds(seed));
	}

	/**
	 * Make what is enabled for everybody from now on repeatable, or no longer so.
	 * @param seed what the seeds of all settings are made from that name none, or
	 * {@code null} to draw them
	 * @see #openRootScope(long, Predicate)
	 */
	public void setSeed(@Nullable Long seed) {
		this.seeds = (seed != null) ? new Seeds(seed) : null;
	}

	/**
	 * Settings are made and checked without a lock; a site that is declared meanwhile
	 * makes it start again.
	 */
	List<FailpointStatus> install(List<SettingRequest> requests, @Nullable FailpointScope scope) {
		Seeds seeds = (scope != null) ? scope.seeds() : this.seeds;
		List<SettingRequest> seeded = (seeds != null)
				? requests.stream().map((request) -> request.seeded(seeds)).toList() : requests;
		List<Points.Change> changes = null;
		while (changes == null) {
			Map<Setting, List<FailpointSite>> checked = new LinkedHashMap<>();
			for (SettingRequest request : seeded) {
				List<FailpointSite> sites = this.points.sites(request.name());
				Setting setting = this.factory.create(request, sites);
				if (!this.points.isHeld(request.name())) {
					SettingFactory.requireThread(setting, sites);
				}
				checked.put(setting, sites);
			}
			checked.forEach(this.factory::prepare);
			changes = this.points.publish(checked, scope);
		}
		announce(changes);
		return changes.stream().map(Points.Change::after).filter(Objects::nonNull).toList();
	}

	boolean disable(String name, @Nullable FailpointScope scope) {
		if (scope == null) {
			return !announce(this.points.removeAll(List.of(name))).isEmpty();
		}
		boolean enabled = this.points.visible(name, scope) != null;
		announce(this.points.mask(List.of(name), scope));
		return enabled;
	}

	List<String> disableAll(@Nullable FailpointScope scope) {
		if (scope == null) {
			return names(announce(this.points.removeAll()));
		}
		return enabledBefore(scope, this.points::maskAll);
	}

	private List<String> enabledBefore(FailpointScope scope, Function<FailpointScope, List<Points.Change>> change) {
		List<FailpointStatus> before = this.points.statuses(scope);
		announce(change.apply(scope));
		return before.stream()
			.filter((status) -> status.state() != FailpointStatus.State.DISABLED)
			.map(FailpointStatus::name)
			.toList();
	}

	private static List<String> names(List<Points.Change> changes) {
		return changes.stream().map(Points.Change::name).distinct().sorted().toList();
	}

	void close(FailpointScope scope) {
		announce(this.points.close(scope));
	}

	private List<Points.Change> announce(List<Points.Change> changes) {
		changes.forEach(this::announce);
		return changes;
	}

	private void announce(Points.Change change) {
		FailpointStatus before = change.before();
		FailpointStatus after = change.after();
		if (before != null || after != null) {
			FlightRecords.changed(change, false);
		}
		if (after != null) {
			this.engine.listeners().tell((listener) -> listener.enabled(after, before));
		}
		else if (before != null) {
			this.engine.listeners().tell((listener) -> listener.disabled(before));
		}
	}

	/**
	 * Disable all failpoints, wake all waiters, and refuse to enable anything from now on
	 * and until the application starts again, whoever asks.
	 * @return the names of those that were enabled
	 * @see #isStopped()
	 */
	public List<String> stop() {
		return stop(null);
	}

	/**
	 * Disable all failpoints, wake all waiters, and refuse to enable anything from now on
	 * and until the application starts again, whoever asks. On the threads of an
	 * {@linkplain #openRootScope() execution that stands for itself}, such as a test, it
	 * is that execution which is stopped until it ends.
	 * @param reason why, for listeners, or {@code null} if nobody has said
	 * @return the names of those that were enabled
	 * @see #isStopped()
	 * @see FailpointListener#stopped(List, String)
	 */
	public List<String> stop(@Nullable String reason) {
		FailpointScope scope = target();
		List<String> names = (scope != null) ? enabledBefore(scope, this.points::stop)
				: names(announce(this.points.stop()));
		if (isStopped()) {
			this.engine.listeners().tell((listener) -> listener.stopped(names, reason));
		}
		return names;
	}

	/**
	 * Return whether everything was stopped.
	 * @return whether {@link #stop()} was called
	 */
	public boolean isStopped() {
		FailpointScope scope = target();
		return this.points.isStopped() || (scope != null && scope.isStopped());
	}

	long deadline(Duration timeout) {
		return this.engine.ticker().nanoTime() + nanos(timeout);
	}

	private static long nanos(Duration timeout) {
		if (timeout.isNegative()) {
			return 0;
		}
		boolean bounded = timeout.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0;
		return bounded ? timeout.toNanos() : Long.MAX_VALUE;
	}

	/**
	 * Return what has happened at a failpoint since this registry was made, in all
	 * scopes.
	 * @param name the name
	 * @return the totals, all zero if nothing has
	 */
	public FailpointTotals totals(String name) {
		return this.points.totals(name);
	}

	/**
	 * Return declared names that resemble one that is not.
	 * @param name the unknown name
	 * @return at most three names, best first
	 */
	public List<String> suggest(String name) {
		return Suggestions.of(name, this.points.declaredNames());
	}

	/**
	 * Remember what is enabled now.
	 * @return a snapshot, which can be brought back
	 */
	public FailpointSnapshot snapshot() {
		return new FailpointSnapshot(this, settings());
	}

	@Nullable Setting setting(String name) {
		return this.points.setting(name, null);
	}

	Map<String, Setting> settings() {
		return this.points.settings();
	}

	/**
	 * Sites that were declared meanwhile have not been checked against what comes back.
	 */
	void restore(Map<String, Setting> settings) {
		List<Points.Change> changes = this.points.restore(settings);
		changes.forEach((change) -> this.points.sites(change.name()).forEach(FailpointSite::mismatch));
		announce(changes);
	}

	/**
	 * End a setting whose time to live is over. The timer must go on, whatever listeners
	 * and converters do.
	 */
	void expire(Setting setting, @Nullable FailpointScope scope) {
		Points.Change change = this.points.expire(setting, scope);
		if (change != null) {
			FlightRecords.changed(change, true);
			if (change.after() != null || this.engine.listeners().hearExpiries()) {
				this.engine.ticker().elsewhere(() -> expired(change));
			}
		}
	}

	private void expired(Points.Change change) {
		FailpointStatus before = Objects.requireNonNull(change.before());
		this.points.sites(change.name()).forEach(FailpointSite::mismatch);
		this.engine.listeners().tell((listener) -> listener.expired(before, change.after()));
	}

	/**
	 * Add a listener.
	 * @param listener the listener
	 */
	public void addListener(FailpointListener listener) {
		this.engine.listeners().add(listener);
	}

	/**
	 * Remove a listener.
	 * @param listener the listener
	 * @return whether it was there
	 */
	public boolean removeListener(FailpointListener listener) {
		return this.engine.listeners().remove(listener);
	}

	/**
	 * Disable all failpoints, wake all waiters, and refuse to enable anything from now
	 * on. Those who wait without a thread have gone on when this returns, unless whoever
	 * runs them takes more than two seconds for that. Listeners are not told.
	 */
	@Override
	public void close() {
		close("The failpoint registry is closed");
	}

	/**
	 * Disable all failpoints, wake all waiters, and refuse to enable anything from now
	 * on. Listeners are not told.
	 * @param reason the reason, for whoever tries
	 */
	public void close(String reason) {
		this.points.close(reason);
		this.engine.ticker().close();
		Failpoints.detach(this);
		awaitCalls();
	}

	private void awaitCalls() {
		Ticker time = new SystemTicker();
		try {
			this.points.awaitCalls(time, time.nanoTime() + PATIENCE.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Return whether this registry was closed.
	 * @return whether it was closed, or can enable nothing by its nature
	 * @see #inert(String)
	 */
	public boolean isClosed() {
		return this.points.isClosed() && !this.points.isStopped();
	}

	@Nullable Activation activation(String name) {
		return this.points.visible(name, null);
	}

	@Nullable State state(String name) {
		return this.points.state(name);
	}

	Points points() {
		return this.points;
	}

	@Override
	FailpointRegistry registry() {
		return this;
	}

	@Override
	@Nullable FailpointScope target() {
		return FailpointScope.takingCallsOf(this);
	}

	@Override
	EnableOptions defaults() {
		return EnableOptions.defaults();
	}

}
