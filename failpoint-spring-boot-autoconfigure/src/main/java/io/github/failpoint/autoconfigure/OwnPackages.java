package io.github.failpoint.autoconfigure;

import java.util.List;

import io.github.failpoint.environment.AllowedValues;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.core.env.Environment;

/**
 * The packages of the application, as Spring Boot knows them.
 */
final class OwnPackages {

	private OwnPackages() {
	}

	static List<String> of(BeanFactory beanFactory) {
		return AutoConfigurationPackages.has(beanFactory) ? AutoConfigurationPackages.get(beanFactory) : List.of();
	}

	/**
	 * Say that what is below a package is not the application's: in one without a dot,
	 * most of it belongs to libraries.
	 * @return the warning, or {@code null} if there is no such package, or the packages
	 * of data types are given
	 */
	static @Nullable String problem(BeanFactory beanFactory, Environment environment) {
		if (!beanFactory.containsBean(AutoConfigurationPackages.class.getName())
				|| !AllowedValues.of(environment).isEmpty()) {
			return null;
		}
		List<String> packages = of(beanFactory);
		List<String> wide = packages.isEmpty() ? List.of("") : packages.stream().filter(OwnPackages::isWide).toList();
		return wide.isEmpty() ? null
				: "The application is in " + (wide.get(0).isEmpty() ? "the default package" : "package " + wide.get(0))
						+ ", below which libraries are, too. Failpoints return data types of that package itself, not "
						+ "of those below it unless 'failpoint.values.allowed' names them";
	}

	private static boolean isWide(String name) {
		return name.indexOf('.') < 0;
	}

}
