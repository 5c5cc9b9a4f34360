package io.github.failpoint.actuate.endpoint;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.failpoint.FailpointStatus;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Failpoints as the endpoint shows them.
 *
 * @param failpoints the failpoints, sorted by name
 * @since 0.1.0
 */
public record FailpointsDescriptor(SortedMap<String, FailpointDescriptor> failpoints) implements OperationResponseBody {

	public FailpointsDescriptor {
		failpoints = Collections.unmodifiableSortedMap(new TreeMap<>(failpoints));
	}

	static FailpointsDescriptor of(Collection<FailpointStatus> statuses) {
		Map<String, FailpointDescriptor> failpoints = statuses.stream()
			.map(FailpointDescriptor::of)
			.collect(Collectors.toMap(FailpointDescriptor::name, Function.identity()));
		return new FailpointsDescriptor(new TreeMap<>(failpoints));
	}

}
