package io.github.failpoint.metrics;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import io.github.failpoint.FailpointListener;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.FailpointTotals;
import io.github.failpoint.FailpointTrigger;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The meters in one meter registry. All but the timer read what the failpoints count
 * themselves, when somebody asks; so nothing is counted twice, and a call pays for
 * nothing. Only declared names become tags, since anybody may enable any name.
 */
final class FailpointMeters implements FailpointListener {

	private static final Log logger = LogFactory.getLog(FailpointMeters.class);

	private static final String FAILPOINT = "failpoint";

	private static final Set<FailpointStatus.Reason> SUPPRESSED = EnumSet
		.complementOf(EnumSet.of(FailpointStatus.Reason.NO_DECLARED_SITE, FailpointStatus.Reason.UNREACHABLE,
				FailpointStatus.Reason.NOT_REACHED));

	private final FailpointRegistry failpoints;

	private final MeterRegistry registry;

	private final Set<Meter> added = ConcurrentHashMap.newKeySet();

	private final Set<Meter.Id> known = ConcurrentHashMap.newKeySet();

	FailpointMeters(FailpointRegistry failpoints, MeterRegistry registry) {
		this.failpoints = failpoints;
		this.registry = registry;
	}

	/**
	 * An application starts without meters rather than not at all.
	 */
	void addAll() {
		try {
			this.failpoints.failpoints().stream().filter(FailpointStatus::declared).forEach(this::add);
		}
		catch (RuntimeException ex) {
			logger.warn("Not all meters of failpoints could be added to " + this.registry.getClass().getName(), ex);
		}
	}

	void removeAll() {
		this.added.forEach(this.registry::remove);
		this.added.clear();
		this.known.clear();
	}

	@Override
	public void declared(String name) {
		this.failpoints.status(name).filter(FailpointStatus::declared).ifPresent(this::add);
	}

	@Override
	public void enabled(FailpointStatus status, @Nullable FailpointStatus previous) {
		if (status.declared()) {
			addOutcomes(status.name());
		}
	}

	@Override
	public void expired(FailpointStatus previous, @Nullable FailpointStatus status) {
		if (status != null) {
			enabled(status, previous);
		}
	}

	@Override
	public void waited(FailpointTrigger trigger, Duration duration) {
		Timer timer = Timer.builder("failpoint.wait")
			.description("How long callers waited in a failpoint")
			.tag(FAILPOINT, trigger.name())
			.register(this.registry);
		this.added.add(timer);
		timer.record(duration);
	}

	private void add(FailpointStatus status) {
		String name = status.name();
		Tags tags = Tags.of(FAILPOINT, name);
		count("failpoint.evaluations", "How often a failpoint was reached while it was enabled", tags, name,
				FailpointTotals::evaluations);
		gauge("failpoint.enabled", "Whether a failpoint is enabled", tags, name,
				(now) -> (now.state() != FailpointStatus.State.DISABLED) ? 1 : 0);
		gauge("failpoint.waiting", "Callers that wait in a failpoint now", tags, name, FailpointStatus::waiting);
		if (status.state() != FailpointStatus.State.DISABLED || this.failpoints.totals(name).evaluations() > 0) {
			addOutcomes(name);
		}
	}

	/**
	 * Add what only a failpoint that was enabled can have.
	 */
	private void addOutcomes(String name) {
		for (FailpointStatus.Reason reason : SUPPRESSED) {
			count("failpoint.suppressed", "How often an enabled failpoint was reached and did not act",
					Tags.of(FAILPOINT, name, "reason", reason.toString()), name,
					(totals) -> totals.suppressed().getOrDefault(reason, 0L));
		}
		for (String action : this.failpoints.totals(name).triggers().keySet()) {
			count("failpoint.triggers", "How often a failpoint acted", Tags.of(FAILPOINT, name, "action", action), name,
					(totals) -> totals.triggers().getOrDefault(action, 0L));
		}
	}

	private void count(String meter, String description, Tags tags, String name,
			ToDoubleFunction<FailpointTotals> value) {
		add(meter, tags, description,
				(own) -> FunctionCounter
					.builder(meter, this.failpoints, (failpoints) -> value.applyAsDouble(failpoints.totals(name)))
					.description(own)
					.tags(tags)
					.register(this.registry));
	}

	private void gauge(String meter, String description, Tags tags, String name,
			ToDoubleFunction<FailpointStatus> value) {
		add(meter, tags, description, (own) -> Gauge
			.builder(meter, this.failpoints, (failpoints) -> failpoints.status(name).stream().mapToDouble(value).sum())
			.description(own)
			.tags(tags)
			.register(this.registry));
	}

	/**
	 * A meter that somebody else has put there stays his. To look for it would go through
	 * all meters that there are; but only what is registered here has this very text.
	 */
	private void add(String meter, Tags tags, String description, Function<String, Meter> registration) {
		Meter.Id id = new Meter.Id(meter, tags, null, null, Meter.Type.OTHER);
		if (!this.known.contains(id)) {
			String own = new String(description);
			Meter registered = registration.apply(own);
			if (isSame(registered.getId().getDescription(), own)) {
				this.added.add(registered);
			}
			this.known.add(id);
		}
	}

	private static boolean isSame(@Nullable Object description, Object own) {
		return description == own;
	}

}
