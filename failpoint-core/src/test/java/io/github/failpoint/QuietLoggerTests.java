package io.github.failpoint;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QuietLogger}.
 */
class QuietLoggerTests {

	private static final String NAME = QuietLoggerTests.class.getName();

	private final Logger target = Logger.getLogger(NAME);

	private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

	private final PrintStream standardErrors = System.err;

	@BeforeEach
	void captureErrors() {
		System.setErr(new PrintStream(this.errors, true));
	}

	@AfterEach
	void restoreErrors() {
		System.setErr(this.standardErrors);
	}

	@Test
	void logs() {
		IllegalStateException thrown = new IllegalStateException();
		try (LogCapture log = new LogCapture(NAME)) {
			new QuietLogger(NAME).log(Level.WARNING, "{as it is}", thrown);
			assertThat(log.messages()).containsExactly("{as it is}");
			assertThat(log.records()).singleElement().matches((record) -> record.getThrown() == thrown);
		}
	}

	@Test
	void tellsTheFirstFailureOnTheErrorStream() {
		Handler broken = new Handler() {

			@Override
			public void publish(LogRecord record) {
				throw new StackOverflowError("broken logger");
			}

			@Override
			public void flush() {
			}

			@Override
			public void close() {
			}

		};
		this.target.addHandler(broken);
		this.target.setUseParentHandlers(false);
		try {
			QuietLogger logger = new QuietLogger(NAME);
			logger.log(Level.INFO, "first");
			logger.log(Level.INFO, "second");
		}
		finally {
			this.target.removeHandler(broken);
			this.target.setUseParentHandlers(true);
		}
		assertThat(this.errors.toString().strip()).isEqualTo("The logger \"" + NAME
				+ "\" failed with java.lang.StackOverflowError: broken logger; its further failures are not told. "
				+ "It was to log: first");
	}

}
