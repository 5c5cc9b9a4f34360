package io.github.failpoint.benchmarks;

import java.util.concurrent.ThreadFactory;

/**
 * Virtual threads, for code that is compiled for a JDK without.
 */
final class VirtualThreads {

	private VirtualThreads() {
	}

	static ThreadFactory factory() {
		try {
			Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
			return (ThreadFactory) Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Virtual threads need JDK 21", ex);
		}
	}

}
