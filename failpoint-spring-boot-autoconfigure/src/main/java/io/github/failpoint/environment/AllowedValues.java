package io.github.failpoint.environment;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The packages whose data types JSON may make beside those of the application.
 */
public final class AllowedValues {

	private static final String PROPERTY = "failpoint.values.allowed";

	private static final String PACKAGE = "[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*";

	private AllowedValues() {
	}

	/**
	 * Return the packages.
	 * @param environment where they are
	 * @return the names, those below them count as well
	 */
	public static List<String> of(Environment environment) {
		List<String> packages = new ArrayList<>();
		if (environment instanceof ConfigurableEnvironment configurable) {
			PropertyValues.bind(configurable, PROPERTY, Bindable.listOf(String.class))
				.forEach((value) -> packages.addAll(packages(value)));
		}
		return packages;
	}

	private static List<String> packages(PropertyValue value) {
		List<String> packages = new ArrayList<>();
		for (String name : StringUtils.commaDelimitedListToStringArray(value.text())) {
			if (!name.strip().matches(PACKAGE)) {
				throw new InvalidPropertyException(value, "\"" + name.strip() + "\" is not the name of a package",
						"Write names of packages, such as com.example.money; those within them count as well.");
			}
			packages.add(name.strip());
		}
		return packages;
	}

}
