package io.github.failpoint;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What is logged while it is open, and nowhere else.
 */
final class LogCapture extends Handler implements AutoCloseable {

	private final Logger logger;

	private final List<LogRecord> records = new CopyOnWriteArrayList<>();

	LogCapture(Class<?> type) {
		this(type.getName());
	}

	LogCapture(String name) {
		this.logger = Logger.getLogger(name);
		this.logger.addHandler(this);
		this.logger.setUseParentHandlers(false);
	}

	List<LogRecord> records() {
		return this.records;
	}

	List<String> messages() {
		return this.records.stream().map(LogRecord::getMessage).toList();
	}

	@Override
	public void publish(LogRecord record) {
		this.records.add(record);
	}

	@Override
	public void flush() {
	}

	@Override
	public void close() {
		this.logger.removeHandler(this);
		this.logger.setUseParentHandlers(true);
	}

}
