package io.github.failpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The failpoints of a registry by name. Changes take a lock, for no longer than it takes
 * to swap fields; evaluations never do.
 */
final class Points {

	private static final String STOPPED = "All failpoints were stopped; nothing can be enabled until the application "
			+ "starts again";

	private final FailpointRegistry registry;

	private final Map<String, FailpointHandle> handles = new ConcurrentHashMap<>();

	private final ReentrantLock changes = new ReentrantLock();

	private volatile @Nullable String refusal;

	Points(FailpointRegistry registry) {
		this.registry = registry;
	}

	@Nullable FailpointHandle find(String name) {
		return this.handles.get(name);
	}

	FailpointHandle declare(String name, Consumer<FailpointHandle> declaration) {
		return locked(() -> {
			FailpointHandle handle = this.handles.computeIfAbsent(name, FailpointHandle::new);
			declaration.accept(handle);
			return handle;
		});
	}

	FailpointGroup group(Set<FailpointHandle> members) {
		return locked(() -> {
			FailpointGroup group = new FailpointGroup(members);
			group.members().forEach((member) -> member.join(group));
			group.update();
			return group;
		});
	}

	List<FailpointSite> sites(String name) {
		FailpointHandle handle = this.handles.get(name);
		return (handle != null) ? handle.sites() : List.of();
	}

	/**
	 * Put settings in force, all at once, unless a site has appeared against which they
	 * were not checked.
	 * @param checked the settings, with the sites against which each was checked
	 * @return the changes, or {@code null} if nothing was done
	 */
	@Nullable List<Change> publish(Map<Setting, List<FailpointSite>> checked) {
		Door.open();
		return locked(() -> {
			requireOpen(checked.keySet());
			if (checked.entrySet().stream().anyMatch((entry) -> sites(entry.getKey().name()) != entry.getValue())) {
				return null;
			}
			return checked.keySet().stream().map(this::enable).toList();
		});
	}

	private Change enable(Setting setting) {
		setting.replaces(setting(setting.name()));
		return replace(setting.name(), setting);
	}

	private void requireOpen(Collection<Setting> settings) {
		String refusal = this.refusal;
		for (Setting setting : settings) {
			if (refusal != null) {
				throw new SettingRefusedException(setting.name(), setting.terms(), refusal);
			}
		}
	}

	boolean isStopped() {
		return STOPPED.equals(this.refusal);
	}

	boolean isClosed() {
		return this.refusal != null;
	}

	List<Change> removeAll(Collection<String> names) {
		return locked(() -> removeEnabled(names));
	}

	List<Change> removeAll() {
		return locked(() -> removeEnabled(this.handles.keySet()));
	}

	/**
	 * Remove all settings and refuse new ones, unless they are refused already.
	 */
	List<Change> stop() {
		return locked(() -> close((this.refusal != null) ? this.refusal : STOPPED));
	}

	/**
	 * Remove all settings and refuse new ones.
	 */
	List<Change> close(String refusal) {
		return locked(() -> {
			this.refusal = refusal;
			return removeEnabled(this.handles.keySet());
		});
	}

	/**
	 * Make these the settings in force, and no others. One that is in force already is
	 * left as it is; in place of one whose time is over comes what was there before it.
	 */
	List<Change> restore(Map<String, Setting> settings) {
		return locked(() -> {
			Map<String, Setting> alive = new TreeMap<>();
			settings.forEach((name, setting) -> alive.computeIfAbsent(name, (key) -> setting.orBefore()));
			Set<String> names = new TreeSet<>(this.handles.keySet());
			names.addAll(alive.keySet());
			names.removeIf((name) -> isClosed() || setting(name) == alive.get(name));
			return names.stream().map((name) -> replace(name, alive.get(name))).toList();
		});
	}

	/**
	 * Bring back what there was before a setting whose time is over, if it is still in
	 * force.
	 * @return the change, or {@code null} if it is not
	 */
	@Nullable Change expire(Setting setting) {
		return locked(() -> (setting(setting.name()) == setting) ? replace(setting.name(), setting.orBefore()) : null);
	}

	private List<Change> removeEnabled(Collection<String> names) {
		return names.stream()
			.sorted()
			.filter((name) -> setting(name) != null)
			.map((name) -> replace(name, null))
			.toList();
	}

	private Change replace(String name, @Nullable Setting setting) {
		FailpointHandle handle = this.handles.computeIfAbsent(name, FailpointHandle::new);
		Activation previous = handle.activation();
		FailpointStatus before = (previous != null) ? status(handle) : null;
		handle.publish((setting != null) ? new State(activate(handle, setting)) : null);
		Failpoints.refresh(name);
		if (previous != null) {
			previous.close();
			handle.retire(previous);
		}
		if (setting == null && handle.isForgettable()) {
			this.handles.remove(name);
		}
		return new Change(name, before, (setting != null) ? status(handle) : null);
	}

	private Activation activate(FailpointHandle handle, Setting setting) {
		Engine engine = setting.engine();
		return new Activation(setting, setting.hasQuota() ? handle.quota(engine.quotas()) : null,
				setting.hasTimeToLive() ? engine.ticker().at(setting.deadline(), () -> this.registry.expire(setting))
						: null);
	}

	@Nullable Activation activation(String name) {
		FailpointHandle handle = this.handles.get(name);
		return (handle != null) ? handle.activation() : null;
	}

	private @Nullable Setting setting(String name) {
		Activation activation = activation(name);
		return (activation != null) ? activation.setting() : null;
	}

	/**
	 * The settings in force at one moment, by name.
	 */
	Map<String, Setting> settings() {
		return locked(() -> {
			Map<String, Setting> settings = new TreeMap<>();
			this.handles.values()
				.stream()
				.map(FailpointHandle::activation)
				.filter(Objects::nonNull)
				.forEach((activation) -> settings.put(activation.setting().name(), activation.setting()));
			return settings;
		});
	}

	List<Activation> retired(String name) {
		FailpointHandle handle = this.handles.get(name);
		return (handle != null) ? handle.retired() : List.of();
	}

	/**
	 * The statuses of all declared or enabled failpoints at one moment.
	 */
	List<FailpointStatus> statuses() {
		return locked(() -> names().stream().map(this::status).filter(Objects::nonNull).toList());
	}

	private Set<String> names() {
		Set<String> names = new TreeSet<>(this.handles.keySet());
		names.addAll(Failpoints.namesFor(this.registry));
		return names;
	}

	@Nullable FailpointStatus status(String name) {
		FailpointHandle handle = this.handles.get(name);
		FailpointStatus status = status((handle != null) ? handle : new FailpointHandle(name));
		return (status.declared() || status.state() != FailpointStatus.State.DISABLED) ? status : null;
	}

	private FailpointStatus status(FailpointHandle handle) {
		List<String> sites = describedSites(handle);
		Activation activation = handle.activation();
		return (activation != null) ? activation.status(sites)
				: new FailpointStatus(handle.name(), FailpointStatus.State.DISABLED, null, !sites.isEmpty(), sites,
						null, null, null, null, null, 0, 0, 0, Map.of());
	}

	private List<String> describedSites(FailpointHandle handle) {
		List<String> sites = new ArrayList<>();
		handle.sites().stream().map((site) -> site.signature().description()).distinct().sorted().forEach(sites::add);
		if (handle.isHeld() || Failpoints.namesFor(this.registry).contains(handle.name())) {
			sites.add(FailpointHandle.DESCRIPTION);
		}
		return sites;
	}

	private <T extends @Nullable Object> T locked(Supplier<T> change) {
		this.changes.lock();
		try {
			return change.get();
		}
		finally {
			this.changes.unlock();
		}
	}

	/**
	 * A change that was made.
	 *
	 * @param name the name
	 * @param before the status before, or {@code null} if it was disabled
	 * @param after the status after, or {@code null} if it is disabled
	 */
	record Change(String name, @Nullable FailpointStatus before, @Nullable FailpointStatus after) {
	}

}
