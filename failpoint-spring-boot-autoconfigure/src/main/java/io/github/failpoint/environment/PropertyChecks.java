package io.github.failpoint.environment;

import java.time.Duration;
import java.util.List;

import io.github.failpoint.FailpointPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Refuses times and ceilings that can be bound but make no sense, and names the property.
 */
public final class PropertyChecks {

	private static final String LIMITS = "failpoint.limits.";

	private static final String DEFAULT_TTL = "failpoint.default-ttl";

	private static final String MAX_TTL = "failpoint.max-ttl";

	private static final List<String> COUNTS = List.of("max-triggers", "max-triggers-per-minute", "max-waiting",
			"max-waiting-in-all");

	private static final Duration LONGEST = Duration.ofDays(106751);

	private static final double ALWAYS = 100;

	private final ConfigurableEnvironment environment;

	private PropertyChecks(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	/**
	 * Refuse what makes no sense.
	 * @param environment where the properties are
	 * @param bound the type of what is bound, a record
	 */
	public static void requireValid(ConfigurableEnvironment environment, Class<?> bound) {
		ListChecks.requireTexts(environment, new KnownProperties(bound));
		PropertyChecks checks = new PropertyChecks(environment);
		checks.requireTimes();
		checks.requireDuration(LIMITS + "max-wait", Duration.ZERO);
		checks.values(LIMITS + "max-probability").forEach(PropertyChecks::requirePercentage);
		AllowedValues.of(environment);
		COUNTS.forEach((count) -> checks.values(LIMITS + count).forEach(PropertyChecks::requireCount));
	}

	private List<PropertyValue> values(String property) {
		return PropertyValues.bind(this.environment, property, Bindable.of(String.class));
	}

	private void requireTimes() {
		Duration usual = requireDuration(DEFAULT_TTL, Duration.ofNanos(1));
		Duration max = requireDuration(MAX_TTL, Duration.ofNanos(1));
		if (usual != null && usual.compareTo((max != null) ? max : FailpointPolicy.defaults().maxTtl()) > 0) {
			PropertyValue value = values(DEFAULT_TTL).get(0);
			throw new InvalidPropertyException(value, "it is longer than '" + MAX_TTL + "' of " + longest(),
					"Write at most " + longest() + ", or raise '" + MAX_TTL + "'.");
		}
	}

	private String longest() {
		return values(MAX_TTL).stream()
			.map(PropertyValue::text)
			.findFirst()
			.orElseGet(() -> FailpointPolicy.defaults().maxTtl().toHours() + "h");
	}

	private @Nullable Duration requireDuration(String property, Duration least) {
		Duration duration = null;
		for (PropertyValue value : values(property)) {
			duration = duration(value);
			if (duration == null || duration.compareTo(least) < 0 || duration.compareTo(LONGEST) > 0) {
				throw new InvalidPropertyException(value,
						"it must be a " + (least.isZero() ? "" : "positive ") + "duration with a unit",
						"Write a number and one of the units ns, us, ms, s, m, h and d, such as 30s or 5m, "
								+ "at most 106751d.");
			}
		}
		return duration;
	}

	/**
	 * A number alone is refused: nobody can tell milliseconds from seconds.
	 */
	private static @Nullable Duration duration(PropertyValue value) {
		String text = value.text().strip();
		if (text.isEmpty() || !Character.isLetter(text.charAt(text.length() - 1))) {
			return null;
		}
		try {
			return DurationStyle.detectAndParse(text);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			return null;
		}
	}

	private static void requirePercentage(PropertyValue value) {
		double percent = percent(value.text());
		if (!(percent >= 0 && percent <= ALWAYS)) {
			throw new InvalidPropertyException(value, "it must be a percentage from 0% to 100%",
					"Write a number and a percent sign, such as 10%.");
		}
	}

	/**
	 * Return the number before the percent sign.
	 * @param text the number and a percent sign
	 * @return the number, or not a number if the text is anything else
	 */
	public static double percent(String text) {
		String number = text.strip();
		try {
			return number.endsWith("%") ? Double.parseDouble(number.substring(0, number.length() - 1)) : Double.NaN;
		}
		catch (NumberFormatException ex) {
			return Double.NaN;
		}
	}

	private static void requireCount(PropertyValue value) {
		if (value.text().startsWith("-")) {
			throw new InvalidPropertyException(value, "it must not be negative",
					"Write a whole number, or remove it for no ceiling.");
		}
	}

}
