package io.github.failpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What a registry knows of one name: the sites that declare it, the handle through which
 * code reaches it, and who may still be inside of what it was set to before. Changed
 * under the lock of the points only, read by anybody.
 */
final class Point {

	private final FailpointHandle handle;

	private volatile List<FailpointSite> sites = List.of();

	private volatile List<UnreachableSite> unreachable = List.of();

	private volatile List<FailpointGroup> groups = List.of();

	private volatile boolean held;

	private volatile List<Activation> retired = List.of();

	private @Nullable Quota quota;

	/**
	 * What settings have reported.
	 */
	private FailpointTotals totals = FailpointTotals.NONE;

	Point(String name) {
		this.handle = new FailpointHandle(name);
	}

	FailpointHandle handle() {
		return this.handle;
	}

	String name() {
		return this.handle.name();
	}

	/**
	 * Return what the failpoint does now, which is nothing if it is disabled.
	 */
	State state() {
		return State.orEmpty(this.handle.state(), name());
	}

	void publish(State state) {
		this.handle.publish(state.isEmpty() ? null : state);
		this.groups.forEach(FailpointGroup::update);
	}

	void join(FailpointGroup group) {
		this.groups = with(this.groups, group);
	}

	/**
	 * Return the sites, the same list until one is added.
	 */
	List<FailpointSite> sites() {
		return this.sites;
	}

	void addSite(SiteSignature signature) {
		if (this.sites.stream().noneMatch((site) -> site.signature().equals(signature))) {
			this.sites = with(this.sites, new FailpointSite(this.handle, signature));
		}
	}

	FailpointSite site(SiteSignature signature) {
		return this.sites.stream().filter((site) -> site.signature().equals(signature)).findFirst().orElseThrow();
	}

	List<UnreachableSite> unreachable() {
		return this.unreachable;
	}

	void addUnreachable(UnreachableSite site) {
		if (!this.unreachable.contains(site)) {
			this.unreachable = with(this.unreachable, site);
		}
	}

	/**
	 * Declare the failpoint because code holds its handle.
	 */
	void hold() {
		this.held = true;
	}

	boolean isHeld() {
		return this.held;
	}

	boolean isDeclared() {
		return this.held || !this.sites.isEmpty();
	}

	/**
	 * Describe who reaches the failpoint.
	 * @param held whether code holds a handle, this one or a static one
	 */
	List<String> describedSites(boolean held) {
		Stream<String> sites = this.sites.stream().map((site) -> site.signature().description()).distinct().sorted();
		return Stream.concat(sites, held ? Stream.of(FailpointHandle.DESCRIPTION) : Stream.empty()).toList();
	}

	/**
	 * Return the quota, which is the same for all settings.
	 */
	Quota quota(Quotas quotas) {
		Quota quota = this.quota;
		if (quota == null) {
			quota = quotas.create();
			this.quota = quota;
		}
		return quota;
	}

	/**
	 * Remember a closed activation for as long as somebody is inside it. Who is quiet is
	 * asked before what they counted: afterwards nothing is counted there any more.
	 */
	void retire(Activation activation) {
		List<Activation> remembered = this.retired.stream().filter((earlier) -> !earlier.isQuiet()).toList();
		this.retired.forEach(this::report);
		report(activation);
		this.retired = with(remembered, activation);
	}

	List<Activation> retired() {
		return this.retired;
	}

	/**
	 * Return how many wait to go on whose setting is no longer in force.
	 */
	long leaving(@Nullable FailpointScope scope) {
		return this.retired.stream()
			.filter((activation) -> activation.scope() == scope)
			.mapToLong(Activation::waiting)
			.sum();
	}

	/**
	 * Return what has happened since the beginning, whatever setting there was.
	 */
	FailpointTotals totals() {
		this.retired.forEach(this::report);
		FailpointTotals possible = FailpointTotals.NONE;
		for (Activation activation : state().activations()) {
			report(activation);
			possible = possible.plus(activation.setting().counts().possible());
		}
		return this.totals.plus(possible);
	}

	/**
	 * Take in what an activation has counted since it was last asked.
	 */
	void report(Activation activation) {
		FailpointTotals unreported = activation.setting().counts().unreported();
		if (!unreported.isZero()) {
			this.totals = this.totals.plus(unreported);
		}
	}

	/**
	 * Whether nobody can reach this failpoint any more, nor ever has.
	 */
	boolean isForgettable() {
		return state().isEmpty() && !isDeclared() && this.unreachable.isEmpty() && this.totals.isZero()
				&& this.retired.stream().allMatch(Activation::isQuiet);
	}

	private static <T> List<T> with(List<T> elements, T added) {
		List<T> extended = new ArrayList<>(elements);
		extended.add(added);
		return List.copyOf(extended);
	}

}
