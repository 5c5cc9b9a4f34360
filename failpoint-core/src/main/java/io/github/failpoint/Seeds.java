package io.github.failpoint;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Seeds for the settings of a scope, or for everybody: the one of the k-th setting of a
 * name is a pure function of the seed of all, the name and k.
 */
final class Seeds {

	private final long seed;

	private final Map<String, AtomicInteger> settings = new ConcurrentHashMap<>();

	Seeds(long seed) {
		this.seed = seed;
	}

	long next(String name) {
		int number = this.settings.computeIfAbsent(name, (key) -> new AtomicInteger()).getAndIncrement();
		return Chance.mix(Chance.mix(this.seed + number) ^ name.hashCode());
	}

}
