package io.github.failpoint.autoconfigure;

import java.util.Objects;
import java.util.stream.Stream;

import io.github.failpoint.FailpointLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * The threads that the endpoint shares with all other requests. Callers that wait in
 * failpoints leave some of them to whoever wants to end that.
 *
 * @param max how many there are, or {@code null} if they are not limited, or not known
 */
record RequestThreads(@Nullable Integer max) {

	private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;

	/**
	 * Undertow's own default.
	 */
	private static final int WORKERS = Math.max(Runtime.getRuntime().availableProcessors(), 2) * 8;

	/**
	 * Look for the threads of the server. Where there are several servers, nobody knows
	 * yet which one will run.
	 */
	static RequestThreads of(Environment environment, @Nullable ClassLoader classLoader) {
		if (areVirtual(environment)) {
			return new RequestThreads(null);
		}
		return new RequestThreads(Stream
			.of(max(environment, classLoader, "org.apache.catalina.startup.Tomcat", "server.tomcat.threads.max", 200),
					max(environment, classLoader, "org.eclipse.jetty.server.Server", "server.jetty.threads.max", 200),
					max(environment, classLoader, "io.undertow.Undertow", "server.undertow.threads.worker", WORKERS))
			.filter(Objects::nonNull)
			.min(Integer::compare)
			.orElse(null));
	}

	private static boolean areVirtual(Environment environment) {
		return Runtime.version().feature() >= FIRST_JAVA_WITH_VIRTUAL_THREADS
				&& environment.getProperty("spring.threads.virtual.enabled", Boolean.class, false);
	}

	private static @Nullable Integer max(Environment environment, @Nullable ClassLoader classLoader, String server,
			String property, int usual) {
		return ClassUtils.isPresent(server, classLoader)
				? Binder.get(environment).bind(property, Integer.class).orElse(usual) : null;
	}

	/**
	 * Return limits that let three quarters of the threads wait, unless they say
	 * otherwise.
	 */
	FailpointLimits limit(FailpointLimits limits) {
		return (this.max != null && limits.maxWaitingInAll() == FailpointLimits.UNLIMITED)
				? limits.withMaxWaitingInAll(this.max * 3L / 4) : limits;
	}

}
