package io.github.failpoint;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.failpoint.terms.FailpointName;
import org.jspecify.annotations.Nullable;

/**
 * The static door to failpoints, for libraries and for code that no container manages.
 * Driven by the registries that are attached: enabling a name there reaches the static
 * sites of that name as the same setting. With several of them the last change wins, and
 * closing one takes its settings back.
 *
 * @since 0.1.0
 */
public final class Failpoints {

	private static final Map<String, FailpointHandle> handles = new ConcurrentHashMap<>();

	private static final CopyOnWriteArrayList<FailpointRegistry> registries = new CopyOnWriteArrayList<>();

	private Failpoints() {
	}

	/**
	 * Return the static failpoint of a name; keep it in a {@code static final} field.
	 * @param name the name
	 * @return the handle
	 * @throws io.github.failpoint.terms.TermsSyntaxException if the name is not valid
	 */
	public static FailpointHandle failpoint(String name) {
		FailpointHandle handle = handles.get(name);
		return (handle != null) ? handle : declare(FailpointName.requireValid(name));
	}

	private static FailpointHandle declare(String name) {
		FailpointHandle handle = handles.computeIfAbsent(name, FailpointHandle::new);
		refresh(name);
		registries.forEach((registry) -> registry.declared(name));
		return handle;
	}

	/**
	 * Reach the static failpoint of a name. A handle in a field is faster once the first
	 * failpoint of the JVM was enabled; until then this does nothing, and so neither
	 * declares the name nor checks it.
	 * @param name the name
	 * @throws io.github.failpoint.terms.TermsSyntaxException if the name is not valid
	 * @see FailpointHandle#hit()
	 */
	public static void hit(String name) {
		if (Door.isOpen()) {
			failpoint(name).hit();
		}
	}

	/**
	 * Run something on this thread without any failpoint acting, so that what controls
	 * failpoints cannot lock itself out.
	 * @param <T> the type of the result
	 * @param body what to run
	 * @return its result
	 * @throws Exception what it throws
	 */
	public static <T extends @Nullable Object> T suppress(Callable<T> body) throws Exception {
		return Suppression.call(body::call);
	}

	/**
	 * Return whether this thread is exempt: no failpoint acts on it.
	 * @return whether it is exempt
	 */
	public static boolean isExempt() {
		return Execution.isSuppressed();
	}

	/**
	 * Make this thread exempt, or no longer so. For those who carry what belongs to an
	 * execution from thread to thread; others use {@link #suppress(Callable)}.
	 * @param exempt whether no failpoint acts on it from now on
	 */
	public static void setExempt(boolean exempt) {
		Execution.setSuppressed(exempt);
	}

	/**
	 * Let a registry drive the static failpoints, until it is closed.
	 * @param registry the registry
	 */
	public static void attach(FailpointRegistry registry) {
		registries.addIfAbsent(registry);
		if (registry.points().isClosed()) {
			registries.remove(registry);
		}
		handles.keySet().forEach(Failpoints::refresh);
	}

	static void detach(FailpointRegistry registry) {
		registries.remove(registry);
		handles.keySet().forEach(Failpoints::refresh);
	}

	static Set<String> namesFor(FailpointRegistry registry) {
		return registries.contains(registry) ? handles.keySet() : Set.of();
	}

	/**
	 * The map makes the changes of one name wait for each other, its creation included,
	 * so the last to look is the last to publish.
	 */
	static void refresh(String name) {
		handles.computeIfPresent(name, (key, handle) -> {
			handle.publish(latest(key));
			return handle;
		});
	}

	private static @Nullable State latest(String name) {
		List<State> states = registries.stream()
			.map((registry) -> registry.state(name))
			.filter(Objects::nonNull)
			.toList();
		Activation global = states.stream()
			.map((state) -> state.of(null))
			.filter(Objects::nonNull)
			.max(Comparator.comparingLong(Activation::number))
			.orElse(null);
		return states.isEmpty() ? null : State.merge(name, states, global);
	}

}
