package io.github.failpoint;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

import io.github.failpoint.terms.Term;
import io.github.failpoint.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Enables and disables failpoints, and tells how they are: everywhere, through the
 * {@link FailpointRegistry}, or within a {@link FailpointScope}.
 *
 * @since 0.1.0
 */
public abstract sealed class FailpointControl permits FailpointRegistry, FailpointScope {

	FailpointControl() {
	}

	abstract FailpointRegistry registry();

	/**
	 * Return the scope within which a call acts that is made now.
	 * @return the scope, or {@code null} if it acts everywhere
	 */
	abstract @Nullable FailpointScope target();

	abstract EnableOptions defaults();

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
		return enable(name, Terms.of(terms), defaults().withTtl(ttl));
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
		return enable(name, terms, defaults());
	}

	/**
	 * Enable a failpoint, or change its setting.
	 * @param name the name; a site of it may be declared later
	 * @param terms the terms
	 * @param options the source, which decides what is allowed, and the seed
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
		return install(List.of(SettingRequest.of(name, callback, defaults()))).get(0);
	}

	/**
	 * Enable several failpoints, all or none of them.
	 * @param settings the settings, <code>name=terms;name=terms</code>
	 * @return the new statuses, in the given order
	 * @throws io.github.failpoint.terms.TermsSyntaxException if the text is not valid
	 * @throws SettingRefusedException if one of them is refused
	 */
	public List<FailpointStatus> enableAll(String settings) {
		return enableAll(Terms.parseAll(settings), defaults());
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

	private List<FailpointStatus> install(List<SettingRequest> requests) {
		return registry().install(requests, target());
	}

	/**
	 * Disable a failpoint and wake its waiters. Within a scope it does nothing from now
	 * on, whatever is enabled outside. Returns at once: an evaluation that began before
	 * may still perform its action once.
	 * @param name the name
	 * @return whether it was enabled
	 */
	public boolean disable(String name) {
		return registry().disable(name, target());
	}

	/**
	 * Disable all failpoints and wake all waiters: within this scope, or everywhere,
	 * those of all scopes included.
	 * @return the names of those that were enabled
	 */
	public List<String> disableAll() {
		return registry().disableAll(target());
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
		long deadline = registry().deadline(timeout);
		FailpointScope target = target();
		registry().disable(name, target);
		for (Activation activation : registry().points().retired(name, target)) {
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
		Activation activation = activation(name);
		return (activation != null) ? activation.release(count) : 0;
	}

	/**
	 * Return the threads that wait in a {@code sleep} or {@code pause} of a failpoint.
	 * @param name the name
	 * @return the threads, at this moment
	 */
	public List<Thread> waitingThreads(String name) {
		Activation activation = activation(name);
		return (activation != null) ? activation.waitingThreads() : List.of();
	}

	/**
	 * Return the terms of a failpoint whose count is not spent.
	 * @param name the name
	 * @return the terms, each with the count that is left
	 */
	public List<Term> unspent(String name) {
		Activation activation = activation(name);
		return (activation != null) ? activation.setting().unspent() : List.of();
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
		return await(name, (activation) -> activation.setting().counts().totals().evaluations(), count, timeout);
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
		return await(name, (activation) -> activation.setting().counts().totals().triggered(), count, timeout);
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
		Activation activation = activation(name);
		return (activation != null)
				? activation.await(() -> counter.applyAsLong(activation) >= count, registry().deadline(timeout))
				: AwaitOutcome.DISABLED;
	}

	private @Nullable Activation activation(String name) {
		return registry().points().visible(name, target());
	}

	/**
	 * Return the status of a failpoint.
	 * @param name the name
	 * @return the status; empty if it is neither declared nor enabled
	 */
	public Optional<FailpointStatus> status(String name) {
		return Optional.ofNullable(registry().points().status(name, target()));
	}

	/**
	 * Return the statuses of all failpoints that are declared or enabled, at one moment.
	 * @return the statuses, sorted by name
	 */
	public List<FailpointStatus> failpoints() {
		return registry().points().statuses(target());
	}

}
