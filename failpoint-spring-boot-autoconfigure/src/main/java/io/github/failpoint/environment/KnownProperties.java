package io.github.failpoint.environment;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.failpoint.terms.Suggestions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The properties that something reads: those that are bound, and what the engine and the
 * test kit take from the system.
 */
final class KnownProperties {

	static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("failpoint");

	private static final ConfigurationPropertyName TERMS = ROOT.append("terms");

	private static final String ENGINE = "door";

	private static final String TEST_KIT = "test";

	private final Set<ConfigurationPropertyName> single = new LinkedHashSet<>();

	/**
	 * Those of maps, lists and the test kit, below which there may be anything.
	 */
	private final Set<ConfigurationPropertyName> open = new LinkedHashSet<>();

	/**
	 * Create them.
	 * @param bound the type of what is bound, a record
	 */
	KnownProperties(Class<?> bound) {
		this.single.add(ROOT.append(ENGINE));
		this.open.add(ROOT.append(TEST_KIT));
		add(ROOT, bound);
	}

	private void add(ConfigurationPropertyName name, Class<?> type) {
		if (type.isRecord()) {
			for (RecordComponent component : type.getRecordComponents()) {
				add(name.append(DataObjectPropertyName.toDashedForm(component.getName())), component.getType());
			}
		}
		else {
			boolean many = Map.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type);
			(many ? this.open : this.single).add(name);
		}
	}

	boolean contains(ConfigurationPropertyName name) {
		return this.single.contains(name)
				|| this.open.stream().anyMatch((known) -> known.equals(name) || known.isAncestorOf(name));
	}

	/**
	 * Whether a name takes one value, rather than a list or a map.
	 */
	boolean isText(ConfigurationPropertyName name) {
		return this.single.contains(name);
	}

	/**
	 * Whether a name has others below it, and no value.
	 */
	boolean isGroup(ConfigurationPropertyName name) {
		return Stream.concat(this.single.stream(), this.open.stream()).anyMatch(name::isAncestorOf);
	}

	/**
	 * Whether an environment variable means one of these. It may separate words as it
	 * separates elements.
	 */
	boolean containsVariable(String variable) {
		String upper = variable.toUpperCase(Locale.ROOT);
		return this.single.stream().flatMap(KnownProperties::variables).anyMatch(upper::equals) || this.open.stream()
			.flatMap(KnownProperties::variables)
			.anyMatch((known) -> upper.equals(known) || upper.startsWith(known + "_"));
	}

	private static Stream<String> variables(ConfigurationPropertyName name) {
		return Stream.of(variable(name.toString()), variable(name.toString().replace('-', '.')));
	}

	/**
	 * Return how an environment variable names a property.
	 */
	static String variable(String property) {
		return property.replace("-", "").replaceAll("[.\\[\\]]+", "_").replaceAll("_$", "").toUpperCase(Locale.ROOT);
	}

	/**
	 * Return which of these may have been meant by a name that is not among them: the
	 * same in another group, or one that resembles it.
	 */
	@Nullable String suggest(ConfigurationPropertyName name) {
		if (TERMS.isAncestorOf(name)) {
			return PointNames.PREFIX + rest(name, TERMS.getNumberOfElements());
		}
		String found = this.single.stream()
			.filter((known) -> last(known).equals(last(name)))
			.findFirst()
			.map(ConfigurationPropertyName::toString)
			.orElseGet(() -> nearest(name, this.single.stream()));
		for (int size = name.getNumberOfElements(); found == null && size > 1; size--) {
			int elements = size;
			String near = nearest(name.chop(size),
					this.open.stream().filter((known) -> known.getNumberOfElements() == elements));
			found = (near != null) ? near + rest(name, size) : null;
		}
		return (found != null) ? found : nearest(name, this.open.stream());
	}

	private static String last(ConfigurationPropertyName name) {
		return name.getLastElement(Form.UNIFORM);
	}

	private static @Nullable String nearest(ConfigurationPropertyName name, Stream<ConfigurationPropertyName> known) {
		List<String> suggestions = Suggestions.of(text(name), known.map(KnownProperties::text).toList());
		return suggestions.isEmpty() ? null : ROOT + "." + suggestions.get(0);
	}

	private static String text(ConfigurationPropertyName name) {
		return name.subName(ROOT.getNumberOfElements()).toString();
	}

	private static String rest(ConfigurationPropertyName name, int from) {
		return IntStream.range(from, name.getNumberOfElements())
			.mapToObj((index) -> name.chop(index + 1).isLastElementIndexed()
					? "[" + name.getElement(index, Form.ORIGINAL) + "]" : "." + name.getElement(index, Form.ORIGINAL))
			.collect(Collectors.joining());
	}

}
