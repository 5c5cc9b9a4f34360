package io.github.failpoint.actuate.endpoint;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.failpoint.FailpointStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Failpoints as the endpoint shows them.
 *
 * @param failpoints the failpoints, sorted by name
 * @param stopped {@code true} once everything was stopped until the next start, otherwise
 * left out
 * @since 0.1.0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailpointsDescriptor(SortedMap<String, FailpointDescriptor> failpoints,
		@Nullable Boolean stopped) implements OperationResponseBody {

	public FailpointsDescriptor {
		failpoints = Collections.unmodifiableSortedMap(new TreeMap<>(failpoints));
	}

	static FailpointsDescriptor of(Collection<FailpointStatus> statuses, boolean stopped) {
		Map<String, FailpointDescriptor> failpoints = statuses.stream()
			.map(FailpointDescriptor::of)
			.collect(Collectors.toMap(FailpointDescriptor::name, Function.identity()));
		return new FailpointsDescriptor(new TreeMap<>(failpoints), stopped ? true : null);
	}

}
