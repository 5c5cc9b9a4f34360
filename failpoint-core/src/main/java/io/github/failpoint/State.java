package io.github.failpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What an enabled failpoint does now: immutable, with what scopes say of it first and the
 * setting for everybody else last.
 */
final class State {

	private final String name;

	private final Scoped[] scoped;

	private final @Nullable Activation global;

	/**
	 * Those of tests and the like, which want to know whom they have missed.
	 */
	private final Activation[] watching;

	private State(String name, Collection<Scoped> scoped, @Nullable Activation global) {
		this.name = name;
		this.scoped = scoped.toArray(Scoped[]::new);
		this.global = global;
		this.watching = scoped.stream()
			.filter((entry) -> entry.scope().isRoot())
			.map(Scoped::activation)
			.filter(Objects::nonNull)
			.toArray(Activation[]::new);
	}

	static State orEmpty(@Nullable State state, String name) {
		return (state != null) ? state : new State(name, List.of(), null);
	}

	/**
	 * Put what several registries say of a name together.
	 */
	static State merge(String name, List<State> states, @Nullable Activation global) {
		return new State(name, states.stream().flatMap((state) -> Stream.of(state.scoped)).toList(), global);
	}

	/**
	 * Return the one that decides on this thread.
	 * @return the activation, or {@code null} if the failpoint does nothing here
	 */
	@Nullable Activation current() {
		Execution execution = Execution.current();
		if (execution == null) {
			missed();
			return this.global;
		}
		return execution.suppressed() ? exempted(execution.scope()) : visibleFrom(execution.scope());
	}

	/**
	 * Count what would have decided. Predicates are not asked: one of them may be what
	 * reaches this.
	 */
	private @Nullable Activation exempted(@Nullable FailpointScope scope) {
		Activation exempted = (scope == null || scope.decidesAlone()) ? visibleFrom(scope) : null;
		if (exempted != null) {
			exempted.letThrough(FailpointStatus.Reason.EXEMPT);
		}
		return null;
	}

	private void missed() {
		for (Activation activation : this.watching) {
			activation.letThrough(FailpointStatus.Reason.OUT_OF_SCOPE);
		}
	}

	/**
	 * Return the one that decides within a scope.
	 */
	@Nullable Activation visibleFrom(@Nullable FailpointScope innermost) {
		for (FailpointScope scope = innermost; scope != null; scope = scope.parent()) {
			Scoped scoped = find(scope);
			if (scoped != null) {
				return scoped.activation();
			}
			if (!scope.looksOutside(this.name)) {
				return null;
			}
		}
		return this.global;
	}

	private @Nullable Scoped find(FailpointScope scope) {
		for (Scoped candidate : this.scoped) {
			if (candidate.scope() == scope) {
				return candidate;
			}
		}
		return null;
	}

	/**
	 * Return the one of a scope itself, or the one for everybody.
	 */
	@Nullable Activation of(@Nullable FailpointScope scope) {
		if (scope == null) {
			return this.global;
		}
		Scoped scoped = find(scope);
		return (scoped != null) ? scoped.activation() : null;
	}

	/**
	 * Whether a scope disables the failpoint, whatever is enabled around it.
	 */
	boolean hides(@Nullable FailpointScope scope) {
		Scoped scoped = (scope != null) ? find(scope) : null;
		return scoped != null && scoped.activation() == null;
	}

	boolean mentions(FailpointScope scope) {
		return find(scope) != null;
	}

	/**
	 * Return the scopes that have a setting.
	 */
	List<FailpointScope> scopes() {
		return Stream.of(this.scoped).filter((entry) -> entry.activation() != null).map(Scoped::scope).toList();
	}

	List<Activation> activations() {
		return Stream.concat(Stream.of(this.scoped).map(Scoped::activation), Stream.of(this.global))
			.filter(Objects::nonNull)
			.toList();
	}

	State with(@Nullable FailpointScope scope, @Nullable Activation activation) {
		if (scope == null) {
			return new State(this.name, List.of(this.scoped), activation);
		}
		List<Scoped> scoped = others(scope);
		scoped.add(new Scoped(scope, activation));
		return new State(this.name, scoped, this.global);
	}

	State without(@Nullable FailpointScope scope) {
		return (scope != null) ? new State(this.name, others(scope), this.global) : with(null, null);
	}

	private List<Scoped> others(FailpointScope scope) {
		List<Scoped> others = new ArrayList<>(List.of(this.scoped));
		others.removeIf((entry) -> entry.scope() == scope);
		return others;
	}

	boolean isEmpty() {
		return this.scoped.length == 0 && this.global == null;
	}

	/**
	 * What a scope says of the failpoint.
	 *
	 * @param scope the scope
	 * @param activation the setting in force, or {@code null} if the failpoint is
	 * disabled there
	 */
	private record Scoped(FailpointScope scope, @Nullable Activation activation) {
	}

}
