package io.github.failpoint;

import java.lang.reflect.Constructor;
import java.util.function.Predicate;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

/**
 * What Spring Framework 6 asks whether something can be invoked in an image.
 */
public final class InvocationHints {

	private InvocationHints() {
	}

	public static Predicate<RuntimeHints> constructor(Constructor<?> constructor) {
		return RuntimeHintsPredicates.reflection().onConstructor(constructor).invoke();
	}

	public static Predicate<RuntimeHints> method(Class<?> type, String method) {
		return RuntimeHintsPredicates.reflection().onMethod(type, method).invoke();
	}

}
