package io.github.failpoint.applications;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An application in a JVM of its own.
 */
public final class Launched implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("started on port (\\d+)");

	private final BlockingQueue<Integer> ports = new LinkedBlockingQueue<>();

	private final StringBuffer output = new StringBuffer();

	private final Process process;

	private final Thread reader = new Thread(this::read, "output");

	private Launched(Process process) {
		this.process = process;
		this.reader.setDaemon(true);
	}

	/**
	 * Start a JVM like this one.
	 * @param arguments its arguments
	 * @return the application
	 */
	public static Launched java(String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of(arguments));
		Launched application = new Launched(new ProcessBuilder(command).redirectErrorStream(true).start());
		application.reader.start();
		return application;
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader()) {
			lines.lines().forEach(this::read);
		}
		catch (IOException ex) {
			this.output.append(ex);
		}
	}

	private void read(String line) {
		this.output.append(line).append('\n');
		Matcher port = PORT.matcher(line);
		if (port.find()) {
			this.ports.add(Integer.valueOf(port.group(1)));
		}
	}

	/**
	 * Wait until its next server has started.
	 * @return the server's port
	 */
	public int port() throws InterruptedException {
		Integer port = this.ports.poll(120, TimeUnit.SECONDS);
		if (port == null) {
			throw new AssertionError("No server has started:\n" + this.output);
		}
		return port;
	}

	/**
	 * Return what it has printed so far.
	 * @return all lines
	 */
	public String output() {
		return this.output.toString();
	}

	/**
	 * Wait until it has ended by itself.
	 * @return its exit code
	 */
	public int exitCode() throws InterruptedException {
		awaitEnd();
		this.reader.join();
		return this.process.exitValue();
	}

	/**
	 * End it as an operator does, and wait until it has ended.
	 */
	@Override
	public void close() {
		this.process.destroy();
		awaitEnd();
	}

	private void awaitEnd() {
		try {
			this.process.onExit().orTimeout(120, TimeUnit.SECONDS).join();
		}
		finally {
			this.process.destroyForcibly();
		}
	}

}
