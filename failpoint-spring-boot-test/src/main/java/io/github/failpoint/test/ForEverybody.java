package io.github.failpoint.test;

import java.util.List;
import java.util.stream.Collectors;

import io.github.failpoint.FailpointControl;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointScope;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a test that everybody sees who uses the registry.
 */
final class ForEverybody extends Reach {

	private final RegistryMonitor monitor;

	private final FailpointRegistry registry;

	private final boolean exclusive;

	ForEverybody(FailpointRegistry registry, TestId test, long seed, boolean exclusive) throws InterruptedException {
		super(test);
		this.monitor = RegistryMonitor.of(registry);
		this.registry = registry;
		this.exclusive = exclusive;
		this.monitor.enter(this, registry, seed, exclusive);
	}

	boolean excludes(FailpointRegistry registry, boolean exclusive) {
		return this.registry == registry && (this.exclusive || exclusive);
	}

	@Override
	FailpointControl control() {
		return this.registry;
	}

	@Override
	FailpointScope.@Nullable Attachment attach() {
		return null;
	}

	@Override
	List<String> close() {
		RegistryMonitor.Changes changes = this.monitor.leave(this, this.registry, this.exclusive);
		if (changes.names().isEmpty() || changes.others().isEmpty()) {
			return List.of();
		}
		String others = changes.others()
			.stream()
			.map(ForEverybody::toString)
			.sorted()
			.collect(Collectors.joining(", "));
		return List.of("Failpoints " + changes.names() + " were changed for everybody while other tests used the same "
				+ "registry: " + others + ". A test that does so has to exclude them: "
				+ "annotate it with @WithFailpoint, or with @ResourceLock");
	}

}
