package io.github.failpoint.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.failpoint.FailpointRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Binds the meters of all declared failpoints of a registry:
 * {@code failpoint.evaluations}, {@code failpoint.triggers},
 * {@code failpoint.suppressed}, {@code failpoint.wait}, {@code failpoint.enabled} and
 * {@code failpoint.waiting}. Closing takes them away again.
 *
 * @since 0.1.0
 */
public final class FailpointMetrics implements MeterBinder, AutoCloseable {

	private final FailpointRegistry failpoints;

	private final Map<MeterRegistry, FailpointMeters> bound = new ConcurrentHashMap<>();

	/**
	 * Create a binder.
	 * @param failpoints the failpoints
	 */
	public FailpointMetrics(FailpointRegistry failpoints) {
		this.failpoints = failpoints;
	}

	/**
	 * Bind the meters. A registry to which they are bound already is left alone.
	 */
	@Override
	public void bindTo(MeterRegistry registry) {
		FailpointMeters meters = new FailpointMeters(this.failpoints, registry);
		if (this.bound.putIfAbsent(registry, meters) == null) {
			this.failpoints.addListener(meters);
			meters.addAll();
		}
	}

	/**
	 * Remove the meters from the registries to which they are bound.
	 */
	@Override
	public void close() {
		this.bound.values().forEach(this.failpoints::removeListener);
		this.bound.values().forEach(FailpointMeters::removeAll);
		this.bound.clear();
	}

}
