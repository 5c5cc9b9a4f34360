package io.github.failpoint.benchmarks;

import java.util.ArrayList;
import java.util.List;

import io.github.failpoint.annotation.Failpoint;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FixedValue;

/**
 * Classes of beans, each with ten methods.
 */
public final class GeneratedTypes {

	private static final int METHODS = 10;

	private GeneratedTypes() {
	}

	/**
	 * Make classes.
	 * @param count how many
	 * @param prefix what their names begin with, new for each call
	 * @param annotated whether each method has a failpoint
	 * @return the classes
	 */
	public static List<Class<?>> create(int count, String prefix, boolean annotated) {
		List<Class<?>> types = new ArrayList<>();
		for (int type = 0; type < count; type++) {
			types.add(create(prefix + type, annotated));
		}
		return types;
	}

	private static Class<?> create(String name, boolean annotated) {
		DynamicType.Builder<?> type = new ByteBuddy().subclass(Object.class).name("generated." + name);
		for (int method = 0; method < METHODS; method++) {
			type = type.defineMethod("method" + method, int.class, Visibility.PUBLIC)
				.intercept(FixedValue.value(method))
				.annotateMethod(annotated ? List.of(failpoint(name + ".method" + method)) : List.of());
		}
		return type.make()
			.load(GeneratedTypes.class.getClassLoader(), ClassLoadingStrategy.Default.INJECTION)
			.getLoaded();
	}

	private static AnnotationDescription failpoint(String name) {
		return AnnotationDescription.Builder.ofType(Failpoint.class).define("value", name).build();
	}

}
