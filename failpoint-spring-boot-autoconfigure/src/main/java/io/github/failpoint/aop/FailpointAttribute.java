package io.github.failpoint.aop;

import io.github.failpoint.annotation.Failpoint;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;

/**
 * What a {@link Failpoint} annotation says.
 *
 * @param name the name as it was written, or {@code null} for the default
 * @param at when the failpoint is reached
 * @param afterElements after how many elements it is reached, or 0
 * @param position where it stands in the chain of advice
 * @param carrier where it stands
 */
record FailpointAttribute(@Nullable String name, Failpoint.At at, long afterElements, Failpoint.Position position,
		Carrier carrier) {

	static FailpointAttribute of(MergedAnnotation<Failpoint> annotation) {
		String value = annotation.getString("value");
		String name = annotation.getString("name");
		if (!value.isEmpty() && !name.isEmpty() && !value.equals(name)) {
			throw new InvalidFailpointException(String.valueOf(annotation.getSource()),
					"it has two names, \"" + value + "\" and \"" + name + "\"; give one", null);
		}
		String given = value.isEmpty() ? name : value;
		return new FailpointAttribute(given.isEmpty() ? null : given, annotation.getEnum("at", Failpoint.At.class),
				afterElements(annotation), annotation.getEnum("position", Failpoint.Position.class),
				(annotation.getSource() instanceof Class<?>) ? Carrier.TYPE : Carrier.METHOD);
	}

	/**
	 * Return this for the methods of what its method makes.
	 */
	FailpointAttribute ofFactoryMethod() {
		return new FailpointAttribute(this.name, this.at, this.afterElements, this.position, Carrier.FACTORY_METHOD);
	}

	/**
	 * Whether it is for all methods that it can be for.
	 */
	boolean ofType() {
		return this.carrier != Carrier.METHOD;
	}

	private static long afterElements(MergedAnnotation<Failpoint> annotation) {
		long count = annotation.getLong("afterElements");
		if (count < 0) {
			throw new InvalidFailpointException(String.valueOf(annotation.getSource()),
					"'afterElements' must not be negative but is " + count, null);
		}
		if (count > 0 && annotation.getEnum("at", Failpoint.At.class) == Failpoint.At.AFTER) {
			throw new InvalidFailpointException(String.valueOf(annotation.getSource()),
					"it has both 'at = AFTER' and 'afterElements'; give one", null);
		}
		return count;
	}

	boolean isAfter() {
		return this.at == Failpoint.At.AFTER;
	}

	Failpoint.Position positionOr(Failpoint.Position fallback) {
		return (this.position != Failpoint.Position.DEFAULT) ? this.position : fallback;
	}

	/**
	 * What carries an annotation.
	 */
	enum Carrier {

		METHOD, TYPE, FACTORY_METHOD

	}

}
