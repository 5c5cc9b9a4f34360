package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the definition of a bean says of the failpoints of its methods.
 *
 * @param factoryMethod the annotated factory method that makes it, or {@code null}
 * @param attributes what the annotations of the factory method say
 * @param callbacks the names of the methods that the container calls on the bean itself
 * when it initialises or destroys it
 */
record DefinedFailpoints(@Nullable String factoryMethod, List<FailpointAttribute> attributes, Set<String> callbacks) {

	static final DefinedFailpoints NONE = new DefinedFailpoints(null, List.of(), Set.of());

	boolean isCallback(Method method) {
		return method.getParameterCount() == 0 && this.callbacks.contains(method.getName());
	}

}
