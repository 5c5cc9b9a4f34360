package io.github.failpoint;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * Logger whose failures reach nobody: a broken appender must not break the code under
 * test. The first one is told on the standard error stream, there being no other place.
 * What an appender reaches is nobody's call.
 */
final class QuietLogger {

	private final System.Logger logger;

	private final AtomicBoolean failed = new AtomicBoolean();

	QuietLogger(String name) {
		this.logger = System.getLogger(name);
	}

	void log(Level level, String message) {
		log(level, message, null);
	}

	void log(Level level, String message, @Nullable Throwable thrown) {
		try {
			Suppression.call(() -> {
				this.logger.log(level, message, thrown);
				return true;
			});
		}
		catch (Throwable ex) {
			if (this.failed.compareAndSet(false, true)) {
				System.err.println("The logger \"" + this.logger.getName() + "\" failed with " + ex
						+ "; its further failures are not told. It was to log: " + message);
			}
		}
	}

}
