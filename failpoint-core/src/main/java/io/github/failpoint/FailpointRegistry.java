package io.github.failpoint;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import io.github.failpoint.terms.FailpointName;
import io.github.failpoint.terms.Suggestions;
import io.github.failpoint.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Holds the failpoints of an application: enables and disables them, and tells how they
 * are. Safe for use by any number of threads. No lock is held while an action, a callback
 * or a listener runs, and evaluating a failpoint takes none at all, so no caller ever
 * waits for another.
 *
 * @since 0.1.0
 * @see <a href="https://man.freebsd.org/cgi/man.cgi?query=fail&amp;sektion=9">fail(9)</a>
 */
public final class FailpointRegistry implements AutoCloseable {

	private final Points points = new Points(this);

	private final Set<String> declared = ConcurrentHashMap.newKeySet();

	private final Engine engine;

	private final SettingFactory factory;

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
		this.engine = new Engine(ticker, new Conversion(converter), new Listeners(),
				new Quotas(policy.limits(), ticker));
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
		FailpointHandle handle = this.points.find(name);
		return (handle != null && handle.isHeld()) ? handle : declare(name, FailpointHandle::hold);
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
		return declare(name, (handle) -> handle.addSite(signature)).site(signature);
	}

	/**
	 * Return a group of the failpoints of some sites of this registry.
	 * @param sites the sites
	 * @return a new group
	 */
	public FailpointGroup group(Collection<FailpointSite> sites) {
		return this.points.group(sites.stream().map(FailpointSite::handle).collect(Collectors.toSet()));
	}

	private FailpointHandle declare(String name, Consumer<FailpointHandle> declaration) {
		FailpointHandle handle = this.points.declare(FailpointName.requireValid(name), declaration);
		declared(name);
		return handle;
	}

	void declared(String name) {
		if (this.declared.add(name)) {
			this.engine.listeners().tell((listener) -> listener.declared(name));
		}
	}

	/**
	 * Enable a failpoint, or change its setting.
	 * @param name the name; a site of it may be declared later
	 * @param terms the terms
	 * @return the new status
	 * @throws io.github.failpoint.terms.TermsSyntaxException if the name or the terms are
	 * not valid
	 * @throws SettingRefusedException if a declared site cannot take the setting, the
	 * policy does not allow it, or the registry is closed
	 */
	public FailpointStatus enable(String name, String terms) {
		return enable(name, Terms.of(terms));
	}

	/**
	 * Enable a failpoint, or change its setting, for a limited time. When it is over, all
	 * waiters are woken, and the failpoint gets back the setting that it had before, with
	 * its remaining counts, or none. Nothing comes back once it was disabled or changed
	 * meanwhile.
	 * @param name the name; a site of it may be declared later
	 * @param terms the terms
	 * @param ttl how long the setting is in force, more than zero
	 * @return the new status
	 * @throws io.github.failpoint.terms.TermsSyntaxException if the name or the terms are
	 * not valid
	 * @throws IllegalArgumentException if the time is not positive
	 * @throws SettingRefusedException as {@link #enable(String, String)}
	 */
	public FailpointStatus enable(String name, String terms, Duration ttl) {
		return enable(name, Terms.of(terms), EnableOptions.ttl(ttl));
	}

	/**
	 * Enable a failpoint, or change its setting.
	 * @param name the name; a site of it may be declared later
	 * @param terms the terms
	 * @return the new status
	 * @throws io.github.failpoint.terms.TermsSyntaxException if the name is not valid
	 * @throws SettingRefusedException as {@link #enable(String, String)}
	 */
	public FailpointStatus enable(String name, Terms terms) {
		return enable(name, terms, EnableOptions.defaults());
	}

	/**
	 * Enable a failpoint, or change its setting.
	 * @param name the name; a site of it may be declared later
	 * @param terms the terms
	 * @param options the source, which decides what is allowed, the seed and more
	 * @return the new status
	 * @throws io.github.failpoint.terms.TermsSyntaxException if the name or the terms are
	 * not valid
	 * @throws SettingRefusedException as {@link #enable(String, String)}
	 */
	public FailpointStatus enable(String name, String terms, EnableOptions options) {
		return enable(name, Terms.of(terms), options);
	}

	/**
	 * Enable a failpoint, or change its setting.
	 * @param name the name; a site of it may be declared later
	 * @param terms the terms
	 * @param options the source, which decides what is allowed, and the seed
	 * @return the new status
	 * @throws io.github.failpoint.terms.TermsSyntaxException if the name is not valid
	 * @throws SettingRefusedException as {@link #enable(String, String)}
	 */
	public FailpointStatus enable(String name, Terms terms, EnableOptions options) {
		return install(List.of(SettingRequest.of(name, terms, options))).get(0);
	}

	/**
	 * Enable a failpoint with code in place of terms.
	 * @param name the name; a site of it may be declared later
	 * @param callback the code
	 * @return the new status
	 * @throws io.github.failpoint.terms.TermsSyntaxException if the name is not valid
	 * @throws SettingRefusedException if the registry is closed
	 */
	public FailpointStatus enable(String name, FailpointCallback callback) {
		return install(List.of(SettingRequest.of(name, callback))).get(0);
	}

	/**
	 * Enable several failpoints, all or none of them.
	 * @param settings the settings, <code>name=terms;name=terms</code>
	 * @return the new statuses, in the given order
	 * @throws io.github.failpoint.terms.TermsSyntaxException if the text is not valid
	 * @throws SettingRefusedException if one of them is refused
	 */
	public List<FailpointStatus> enableAll(String settings) {
		return enableAll(Terms.parseAll(settings), EnableOptions.defaults());
	}

	/**
	 * Enable several failpoints, all or none of them.
	 * @param settings the terms by name
	 * @param options the source, which decides what is allowed, and the seed
	 * @return the new statuses, in the given order
	 * @throws io.github.failpoint.terms.TermsSyntaxException if a name is not valid
	 * @throws SettingRefusedException if one of them is refused
	 */
	public List<FailpointStatus> enableAll(Map<String, Terms> settings, EnableOptions options) {
		return install(settings.entrySet()
			.stream()
			.map((entry) -> SettingRequest.of(entry.getKey(), entry.getValue(), options))
			.toList());
	}

	/**
	 * Settings are made and checked without a lock; a site that is declared meanwhile
	 * makes it start again.
	 */
	private List<FailpointStatus> install(List<SettingRequest> requests) {
		List<Points.Change> changes = null;
		while (changes == null) {
			Map<Setting, List<FailpointSite>> checked = new LinkedHashMap<>();
			for (SettingRequest request : requests) {
				List<FailpointSite> sites = this.points.sites(request.name());
				checked.put(this.factory.create(request, sites), sites);
			}
			changes = this.points.publish(checked);
		}
		changes.forEach(this::announce);
		return changes.stream().map(Points.Change::after).filter(Objects::nonNull).toList();
	}

	private void announce(Points.Change change) {
		FailpointStatus before = change.before();
		FailpointStatus after = change.after();
		if (after != null) {
			this.engine.listeners().tell((listener) -> listener.enabled(after, before));
		}
		else if (before != null) {
			this.engine.listeners().tell((listener) -> listener.disabled(before));
		}
	}

	/**
	 * Disable a failpoint and wake its waiters. Returns at once: an evaluation that began
	 * before may still perform its action once.
	 * @param name the name
	 * @return whether it was enabled
	 */
	public boolean disable(String name) {
		List<Points.Change> changes = this.points.removeAll(List.of(name));
		changes.forEach(this::announce);
		return !changes.isEmpty();
	}

	/**
	 * Disable all failpoints and wake all waiters.
	 * @return the names of those that were enabled
	 */
	public List<String> disableAll() {
		List<Points.Change> changes = this.points.removeAll();
		changes.forEach(this::announce);
		return changes.stream().map(Points.Change::name).toList();
	}

	/**
	 * Disable all failpoints, wake all waiters, and refuse to enable anything from now on
	 * and until the application starts again, whoever asks.
	 * @return the names of those that were enabled
	 * @see #isStopped()
	 */
	public List<String> stop() {
		List<Points.Change> changes = this.points.stop();
		changes.forEach(this::announce);
		return changes.stream().map(Points.Change::name).toList();
	}

	/**
	 * Return whether everything was stopped.
	 * @return whether {@link #stop()} was called
	 */
	public boolean isStopped() {
		return this.points.isStopped();
	}

	/**
	 * Disable a failpoint and wait until nobody is inside. Afterwards no action of it
	 * starts or runs. Not to be called from within one of its own callbacks.
	 * @param name the name
	 * @param timeout the longest time to wait
	 * @return whether all have left in time
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public boolean disableAndAwait(String name, Duration timeout) throws InterruptedException {
		long deadline = deadline(timeout);
		disable(name);
		for (Activation activation : this.points.retired(name)) {
			activation.close();
			if (!activation.awaitQuiet(deadline)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Let the callers go that have waited longest in a {@code pause} of a failpoint,
	 * which stays enabled.
	 * @param name the name
	 * @param count how many to let go
	 * @return how many were let go: fewer if fewer were waiting
	 */
	public int release(String name, int count) {
		Activation activation = this.points.activation(name);
		return (activation != null) ? activation.release(count) : 0;
	}

	/**
	 * Wait until an enabled failpoint has been reached so often since it was enabled.
	 * @param name the name
	 * @param count how often
	 * @param timeout the longest time to wait
	 * @return how the wait ended
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public AwaitOutcome awaitEvaluations(String name, long count, Duration timeout) throws InterruptedException {
		return await(name, (activation) -> activation.setting().evaluations(), count, timeout);
	}

	/**
	 * Wait until an enabled failpoint has acted so often since it was enabled.
	 * @param name the name
	 * @param count how often
	 * @param timeout the longest time to wait
	 * @return how the wait ended
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public AwaitOutcome awaitTriggers(String name, long count, Duration timeout) throws InterruptedException {
		return await(name, (activation) -> activation.setting().triggers(), count, timeout);
	}

	/**
	 * Wait until so many callers wait in an enabled failpoint at once.
	 * @param name the name
	 * @param count how many
	 * @param timeout the longest time to wait
	 * @return how the wait ended
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	public AwaitOutcome awaitWaiting(String name, long count, Duration timeout) throws InterruptedException {
		return await(name, Activation::waiting, count, timeout);
	}

	private AwaitOutcome await(String name, ToLongFunction<Activation> counter, long count, Duration timeout)
			throws InterruptedException {
		Activation activation = this.points.activation(name);
		return (activation != null)
				? activation.await(() -> counter.applyAsLong(activation) >= count, deadline(timeout))
				: AwaitOutcome.DISABLED;
	}

	private long deadline(Duration timeout) {
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
	 * Return the status of a failpoint.
	 * @param name the name
	 * @return the status; empty if it is neither declared nor enabled
	 */
	public Optional<FailpointStatus> status(String name) {
		return Optional.ofNullable(this.points.status(name));
	}

	/**
	 * Return the statuses of all failpoints that are declared or enabled, at one moment.
	 * @return the statuses, sorted by name
	 */
	public List<FailpointStatus> failpoints() {
		return this.points.statuses();
	}

	/**
	 * Return declared names that resemble one that is not.
	 * @param name the unknown name
	 * @return at most three names, best first
	 */
	public List<String> suggest(String name) {
		Collection<String> declared = failpoints().stream()
			.filter(FailpointStatus::declared)
			.map(FailpointStatus::name)
			.toList();
		return Suggestions.of(name, declared);
	}

	/**
	 * Remember what is enabled now.
	 * @return a snapshot, which can be brought back
	 */
	public FailpointSnapshot snapshot() {
		return new FailpointSnapshot(this, settings());
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
		changes.forEach(this::announce);
	}

	/**
	 * End a setting whose time to live is over. The timer must go on, whatever listeners
	 * and converters do.
	 */
	void expire(Setting setting) {
		Points.Change change = this.points.expire(setting);
		if (change != null) {
			this.engine.ticker().elsewhere(() -> expired(change));
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
	 * on. Listeners are not told.
	 */
	@Override
	public void close() {
		this.points.close("The failpoint registry is closed");
		this.engine.ticker().close();
		Failpoints.detach(this);
	}

	boolean isClosed() {
		return this.points.isClosed();
	}

	@Nullable Activation activation(String name) {
		return this.points.activation(name);
	}

}
