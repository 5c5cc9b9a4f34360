package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;

import io.github.failpoint.UnreachableSite;
import org.jspecify.annotations.Nullable;

/**
 * A method that carries a failpoint and never reaches it.
 *
 * @param site what the registry is to know of it
 * @param factoryMethod the factory method whose annotation it is for, or {@code null} if
 * it is its own or that of its type
 */
record Unreachable(UnreachableSite site, @Nullable String factoryMethod) {

	static Unreachable of(Label label, Class<?> type, Method method, String reason) {
		String description = FailpointNames.description(type, method);
		try {
			return new Unreachable(new UnreachableSite(label.name(), description, reason), label.factoryMethod());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidFailpointException(description, ex.getMessage(), ex);
		}
	}

	/**
	 * Leave out the methods that a factory method cannot be for, if there are others.
	 */
	static List<Unreachable> withoutFew(List<Unreachable> unreachable, Collection<Label> reached) {
		boolean few = reached.stream().anyMatch((label) -> label.factoryMethod() != null);
		return unreachable.stream().filter((method) -> !few || method.factoryMethod == null).toList();
	}

	/**
	 * Return what is the matter, and what to do: the same for all methods of a bean whose
	 * factory method has the annotation.
	 */
	String line() {
		if (this.factoryMethod != null) {
			return "@Failpoint on " + this.factoryMethod + " has no effect: no method of the bean reaches a failpoint, "
					+ "since " + this.site.reason();
		}
		return "Failpoint \"" + this.site.name() + "\": " + this.site.sentence()
				+ ". Call FailpointRegistry.failpoint(\"" + this.site.name() + "\").hit() there instead";
	}

}
