package io.github.failpoint.test;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.failpoint.EnableOptions;
import io.github.failpoint.FailpointSource;
import io.github.failpoint.terms.Terms;
import io.github.failpoint.terms.TermsSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link WithFailpoint} says.
 *
 * @param name the name
 * @param terms the terms
 * @param lenient whether the guard does not look
 * @param visibility who sees it
 * @param seed the seed, or {@code null} if there is none
 */
record Declaration(String name, Terms terms, boolean lenient, FailpointVisibility visibility, @Nullable Long seed) {

	/**
	 * Find those of a test method: the nearer one to the method wins.
	 * @param type the class of the test
	 * @param method the method
	 * @param annotations finds the annotations of an element, and of no other
	 * @return one for each name
	 */
	static List<Declaration> of(Class<?> type, Method method,
			Function<AnnotatedElement, ? extends Collection<WithFailpoint>> annotations) {
		Map<String, Declaration> declarations = new LinkedHashMap<>();
		for (AnnotatedElement element : elements(type, method)) {
			declarations.putAll(of(element, annotations.apply(element)));
		}
		return List.copyOf(declarations.values());
	}

	private static Map<String, Declaration> of(AnnotatedElement element, Collection<WithFailpoint> annotations) {
		Map<String, Declaration> declarations = new LinkedHashMap<>();
		for (WithFailpoint annotation : annotations) {
			if (declarations.put(annotation.name(), of(annotation, element)) != null) {
				throw new IllegalArgumentException(
						"@WithFailpoint(name = \"" + annotation.name() + "\") is given twice on " + element);
			}
		}
		return declarations;
	}

	/**
	 * The outermost first: enclosing classes before nested ones, superclasses before
	 * subclasses.
	 */
	private static Collection<AnnotatedElement> elements(Class<?> type, Method method) {
		Deque<AnnotatedElement> elements = new ArrayDeque<>();
		elements.add(method);
		Class<?> nested = type;
		while (nested != null) {
			for (Class<?> current = nested; current != null
					&& current != Object.class; current = current.getSuperclass()) {
				elements.addFirst(current);
			}
			nested = Modifier.isStatic(nested.getModifiers()) ? null : nested.getEnclosingClass();
		}
		return elements;
	}

	private static Declaration of(WithFailpoint annotation, AnnotatedElement element) {
		if (annotation.seed().length > 1) {
			throw new IllegalArgumentException("@WithFailpoint(name = \"" + annotation.name() + "\") on " + element
					+ ": 'seed' must be one number but is " + annotation.seed().length);
		}
		try {
			return new Declaration(annotation.name(), Terms.of(annotation.terms()), annotation.lenient(),
					annotation.visibility(), (annotation.seed().length == 0) ? null : annotation.seed()[0]);
		}
		catch (TermsSyntaxException ex) {
			throw new IllegalArgumentException("@WithFailpoint(name = \"" + annotation.name() + "\") on " + element
					+ ": " + ex.getMessage() + System.lineSeparator() + ex.render(), ex);
		}
	}

	/**
	 * Return how it is enabled.
	 * @param testSeed what its draws follow from if it has no seed of its own
	 */
	EnableOptions options(long testSeed) {
		return EnableOptions.source(FailpointSource.SCOPE)
			.withSeed((this.seed != null) ? this.seed : 31 * testSeed + this.name.hashCode());
	}

}
