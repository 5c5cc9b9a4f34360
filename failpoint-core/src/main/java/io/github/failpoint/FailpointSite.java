package io.github.failpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A declared place in code that reaches a failpoint, such as a method of a bean. Made by
 * {@link FailpointRegistry#declare}, for those who weave failpoints into code; code that
 * calls a failpoint by itself uses a {@link FailpointHandle}.
 *
 * @since 0.1.0
 */
public final class FailpointSite {

	private final FailpointHandle handle;

	private final SiteSignature signature;

	private volatile Set<Setting> impossible = Set.of();

	FailpointSite(FailpointHandle handle, SiteSignature signature) {
		this.handle = handle;
		this.signature = signature;
	}

	FailpointHandle handle() {
		return this.handle;
	}

	/**
	 * Return the name of the failpoint.
	 * @return the name
	 */
	public String name() {
		return this.handle.name();
	}

	/**
	 * Return what the site is called, can return and may throw.
	 * @return the signature
	 */
	public SiteSignature signature() {
		return this.signature;
	}

	/**
	 * Return whether the failpoint is enabled.
	 * @return whether it is enabled
	 */
	public boolean isEnabled() {
		return Door.isOpen() && this.handle.state() != null;
	}

	/**
	 * Reach the failpoint.
	 * @param arguments the arguments of the site, for callbacks
	 * @return what the site has to return, or {@code null} if it goes on
	 * @throws Throwable what the failpoint throws: unchecked, or of a checked type that
	 * the signature names
	 */
	public @Nullable EarlyReturn evaluate(@Nullable Object... arguments) throws Throwable {
		State state;
		return (Door.isOpen() && (state = this.handle.state()) != null) ? reach(state, arguments) : null;
	}

	@Nullable EarlyReturn reach(State state, @Nullable Object[] arguments) throws Throwable {
		Activation activation = state.current();
		if (activation == null || this.impossible.contains(activation.setting())) {
			return null;
		}
		EarlyReturn answer = activation.evaluate(this.signature, arguments);
		return (answer != Activation.SUPERSEDED) ? answer : evaluate(arguments);
	}

	/**
	 * Reach the failpoint without holding this thread: what it has to decide, and all
	 * that is short, happens here and now, while {@code sleep} and {@code pause} only
	 * delay the completion of what is returned.
	 * @param arguments the arguments of the site, for callbacks
	 * @return what is completed with what the site has to return, or with {@code null} if
	 * it goes on, or exceptionally with what the failpoint throws. Not complete yet only
	 * if it waits; cancelling it ends the wait
	 */
	public CompletableFuture<@Nullable EarlyReturn> evaluateAsync(@Nullable Object... arguments) {
		return reachAsync(null, arguments);
	}

	/**
	 * Reach the failpoint without holding this thread.
	 * @param scheduler what knows the time, and where the code goes on after a wait
	 * @param arguments the arguments of the site, for callbacks
	 * @return as {@link #evaluateAsync(Object...)}
	 */
	public CompletableFuture<@Nullable EarlyReturn> evaluateAsync(FailpointScheduler scheduler,
			@Nullable Object... arguments) {
		return reachAsync(scheduler, arguments);
	}

	/**
	 * Reach the failpoint of a site that returns a future, around its code. The code runs
	 * at once, on this thread; {@code sleep} and {@code pause} delay its result.
	 * @param <T> the type of the result
	 * @param body the code; not run if the failpoint returns or throws
	 * @param arguments the arguments of the site, for callbacks
	 * @return the result of the code, or the one of the failpoint
	 */
	public <T extends @Nullable Object> CompletionStage<T> aroundAsync(Supplier<? extends CompletionStage<T>> body,
			@Nullable Object... arguments) {
		return new AsyncCall<T>(reachAsync(null, arguments)).around(body, this::early);
	}

	/**
	 * Reach the failpoint of a site that returns a future once that has completed
	 * normally.
	 * @param <T> the type of the result
	 * @param stage what the code returned
	 * @param arguments the arguments of the site, for callbacks
	 * @return the result of the code, or the one of the failpoint
	 */
	public <T extends @Nullable Object> CompletionStage<T> afterAsync(CompletionStage<T> stage,
			@Nullable Object... arguments) {
		return AsyncCall.after(stage, (value) -> new AsyncCall<T>(reachAsync(null, arguments))
			.around(() -> CompletableFuture.completedFuture(value), this::early));
	}

	@SuppressWarnings("unchecked")
	private <T extends @Nullable Object> CompletionStage<T> early(@Nullable Object value) {
		return (value != null) ? (CompletionStage<T>) value : CompletableFuture.completedFuture(null);
	}

	private CompletableFuture<@Nullable EarlyReturn> reachAsync(@Nullable FailpointScheduler scheduler,
			@Nullable Object[] arguments) {
		State state;
		if (!Door.isOpen() || (state = this.handle.state()) == null) {
			return CompletableFuture.completedFuture(null);
		}
		Activation activation = state.current();
		if (activation == null || this.impossible.contains(activation.setting())) {
			return CompletableFuture.completedFuture(null);
		}
		CompletableFuture<@Nullable EarlyReturn> reached = activation.evaluateAsync(this.signature, scheduler,
				arguments);
		return (reached != null) ? reached : reachAsync(scheduler, arguments);
	}

	/**
	 * Check the present settings, if there are any, against this site. While a setting
	 * that does not fit is in force, this site passes through.
	 * @return why a present setting cannot act here, or {@code null} if all can
	 */
	public @Nullable String mismatch() {
		State state = this.handle.state();
		Map<Setting, String> problems = new LinkedHashMap<>();
		for (Activation activation : (state != null) ? state.activations() : List.<Activation>of()) {
			String problem = activation.setting().prepare(this.signature);
			if (problem != null) {
				problems.put(activation.setting(), this.signature.description() + " " + problem);
			}
		}
		this.impossible = Set.copyOf(problems.keySet());
		return problems.values().stream().findFirst().orElse(null);
	}

}
