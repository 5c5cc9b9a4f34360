package io.github.failpoint.aop;

import io.github.failpoint.annotation.Failpoint;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;

/**
 * What a {@link Failpoint} annotation says.
 *
 * @param name the name as it was written, or {@code null} for the default
 * @param at when the failpoint is reached
 * @param position where it stands in the chain of advice
 */
record FailpointAttribute(@Nullable String name, Failpoint.At at, Failpoint.Position position) {

	static FailpointAttribute of(MergedAnnotation<Failpoint> annotation) {
		String value = annotation.getString("value");
		String name = annotation.getString("name");
		if (!value.isEmpty() && !name.isEmpty() && !value.equals(name)) {
			throw new InvalidFailpointException(String.valueOf(annotation.getSource()),
					"it has two names, \"" + value + "\" and \"" + name + "\"; give one", null);
		}
		String given = value.isEmpty() ? name : value;
		return new FailpointAttribute(given.isEmpty() ? null : given, annotation.getEnum("at", Failpoint.At.class),
				annotation.getEnum("position", Failpoint.Position.class));
	}

	Failpoint.Position positionOr(Failpoint.Position fallback) {
		return (this.position != Failpoint.Position.DEFAULT) ? this.position : fallback;
	}

}
