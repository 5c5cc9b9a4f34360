package io.github.failpoint.value;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.failpoint.convert.ValuePlace;
import org.jspecify.annotations.Nullable;

/**
 * The types of the application: those in its packages or, if they are not known, in that
 * of the class that declares the place.
 *
 * @param packages the packages of the application
 * @param allowed packages that count as its own
 */
record OwnTypes(Supplier<List<String>> packages, List<String> allowed) {

	boolean contains(Class<?> type, ValuePlace place) {
		List<String> known = this.packages.get();
		Stream<String> own = known.isEmpty() ? Stream.of(place.packageName()) : known.stream();
		return !isOfTheJdk(type)
				&& Stream.concat(own, this.allowed.stream()).anyMatch((name) -> isIn(name, type.getPackageName()));
	}

	static boolean isOfTheJdk(Class<?> type) {
		@Nullable ClassLoader loader = type.getClassLoader();
		return loader == null || loader == ClassLoader.getPlatformClassLoader();
	}

	private static boolean isIn(String parent, String name) {
		return !parent.isEmpty() && (name.equals(parent) || name.startsWith(parent + "."));
	}

}
