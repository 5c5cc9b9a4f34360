package io.github.failpoint.value;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.failpoint.convert.ValuePlace;
import org.jspecify.annotations.Nullable;

/**
 * The types of the application: those in its packages or, if they are not known, in that
 * of the class that declares the place. Below a package without a dot, as {@code com},
 * types are anybody's.
 *
 * @param packages the packages of the application
 * @param allowed packages that count as its own
 */
record OwnTypes(Supplier<List<String>> packages, List<String> allowed) {

	boolean contains(Class<?> type, ValuePlace place) {
		String name = type.getPackageName();
		List<String> known = this.packages.get();
		Stream<String> own = known.isEmpty() ? Stream.of(place.packageName()) : known.stream();
		return !isOfTheJdk(type)
				&& (own.anyMatch((parent) -> name.equals(parent) || (parent.contains(".") && isBelow(parent, name)))
						|| this.allowed.stream().anyMatch((parent) -> name.equals(parent) || isBelow(parent, name)));
	}

	static boolean isOfTheJdk(Class<?> type) {
		@Nullable ClassLoader loader = type.getClassLoader();
		return loader == null || loader == ClassLoader.getPlatformClassLoader();
	}

	private static boolean isBelow(String parent, String name) {
		return name.startsWith(parent + ".");
	}

}
