package io.github.failpoint;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for virtual threads, in a JVM of their own that has them.
 */
class VirtualThreadsTests {

	private static final int FIRST = 21;

	private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

	@Test
	void tenThousandVirtualThreadsThatSleepAndPauseArePinnedNowhere() throws Exception {
		assertThat(outputOf(Sleepers.class)).contains("pinned on purpose: 1").contains("pinned: 0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "busy", "pinned" })
	void platformThreadsBehindAVirtualOneAreWokenWhateverCarriersDo(String carriers) throws Exception {
		assertThat(outputOf(Behind.class, carriers)).contains("woken behind 1 that waits for a carrier: 41")
			.contains("gone on in the end: 42");
	}

	private static String outputOf(Class<?> program, String... arguments) throws Exception {
		Optional<Path> home = homes().filter((candidate) -> version(candidate) >= FIRST).findFirst();
		assumeTrue(home.isPresent(), "Virtual threads need a JDK of version 21 or later, and none is installed");
		List<String> command = new ArrayList<>(List.of(home.orElseThrow().resolve("bin/java").toString(),
				"-Djdk.virtualThreadScheduler.parallelism=2", "-Djdk.virtualThreadScheduler.maxPoolSize=2", "-cp",
				System.getProperty("java.class.path"), program.getName()));
		command.addAll(List.of(arguments));
		Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		child.waitFor();
		return output;
	}

	private static ExecutorService virtualThreads() throws ReflectiveOperationException {
		return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
	}

	private static void end(ExecutorService threads) throws InterruptedException {
		threads.shutdown();
		if (!threads.awaitTermination(Callers.PATIENCE.toMinutes(), TimeUnit.MINUTES)) {
			throw new IllegalStateException("Somebody was left behind");
		}
	}

	private static Stream<Path> homes() throws IOException {
		Path own = Path.of(System.getProperty("java.home"));
		Path installed = Path.of("/usr/lib/jvm");
		List<Path> others = Files.isDirectory(installed) ? list(installed) : List.of();
		Stream<Path> variables = System.getenv()
			.entrySet()
			.stream()
			.filter((variable) -> variable.getKey().startsWith("JAVA_HOME"))
			.map((variable) -> Path.of(variable.getValue()));
		return Stream.of(Stream.of(own), variables, others.stream()).flatMap((homes) -> homes);
	}

	private static List<Path> list(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.sorted().toList();
		}
	}

	private static int version(Path home) {
		try {
			Matcher matcher = VERSION.matcher(Files.readString(home.resolve("release")));
			return (matcher.find() && Files.exists(home.resolve("bin/java"))) ? Integer.parseInt(matcher.group(1)) : 0;
		}
		catch (IOException ex) {
			return 0;
		}
	}

	/**
	 * Lets virtual threads wait in failpoints, and prints how many were pinned meanwhile.
	 */
	static final class Sleepers {

		private static final int COUNT = 5_000;

		private static final String PINNED = "jdk.VirtualThreadPinned";

		private Sleepers() {
		}

		public static void main(String[] arguments) throws Exception {
			System.out.println("pinned on purpose: " + Math.min(1, pinned(Sleepers::pinOne)));
			waitInFailpoints(10);
			System.out.println("pinned: " + pinned(() -> waitInFailpoints(COUNT)));
		}

		private static void waitInFailpoints(int count) throws Exception {
			try (FailpointRegistry registry = new FailpointRegistry()) {
				registry.enableAll("sleeping=sleep(100ms);pausing=pause");
				ExecutorService threads = virtualThreads();
				for (int i = 0; i < count; i++) {
					threads.execute(registry.failpoint("sleeping")::hit);
					threads.execute(registry.failpoint("pausing")::hit);
				}
				if (registry.awaitWaiting("pausing", count, Callers.PATIENCE) != AwaitOutcome.REACHED) {
					throw new IllegalStateException("Not all wait");
				}
				registry.disable("pausing");
				end(threads);
			}
		}

		private static void pinOne() throws Exception {
			ExecutorService threads = virtualThreads();
			threads.execute(Pinning::new);
			end(threads);
		}

		private static long pinned(Body body) throws Exception {
			Path file = File.createTempFile("pinned", ".jfr").toPath();
			try (Recording recording = new Recording()) {
				recording.enable(PINNED).withThreshold(Duration.ZERO).withStackTrace();
				recording.start();
				body.run();
				recording.stop();
				recording.dump(file);
			}
			List<RecordedEvent> events = RecordingFile.readAllEvents(file)
				.stream()
				.filter((event) -> event.getEventType().getName().equals(PINNED))
				.toList();
			Files.delete(file);
			events.stream().limit(3).forEach(System.out::println);
			return events.size();
		}

		private interface Body {

			void run() throws Exception;

		}

	}

	/**
	 * Lets threads and a call wait behind a virtual thread that finds no carrier when it
	 * is woken, and prints how many are woken nevertheless.
	 */
	static final class Behind {

		static final CountDownLatch CARRIERS_FREE = new CountDownLatch(1);

		private static final int CARRIERS = 2;

		private static final CountDownLatch carriersTaken = new CountDownLatch(CARRIERS);

		private Behind() {
		}

		public static void main(String[] arguments) throws Exception {
			try (FailpointRegistry registry = new FailpointRegistry()) {
				registry.enable("p", "pause");
				FailpointHandle handle = registry.failpoint("p");
				ExecutorService virtual = virtualThreads();
				virtual.execute(handle::hit);
				requireWaiting(registry, 1);
				ExecutorService platform = Executors.newCachedThreadPool();
				CountDownLatch woken = new CountDownLatch(41);
				for (int i = 0; i < 40; i++) {
					platform.execute(() -> {
						handle.hit();
						woken.countDown();
					});
				}
				handle.evaluateAsync(Integer.class, () -> CompletableFuture.completedFuture(1))
					.thenRun(woken::countDown);
				requireWaiting(registry, 42);
				takeCarriers(virtual, arguments[0]);
				registry.disable("p");
				woken.await();
				long waiting = registry.status("p").orElseThrow().waiting();
				System.out.println("woken behind " + waiting + " that waits for a carrier: 41");
				CARRIERS_FREE.countDown();
				end(virtual);
				end(platform);
				System.out.println("gone on in the end: 42");
			}
		}

		private static void requireWaiting(FailpointRegistry registry, int count) throws InterruptedException {
			if (registry.awaitWaiting("p", count, Callers.PATIENCE) != AwaitOutcome.REACHED) {
				throw new IllegalStateException("Not all wait");
			}
		}

		private static void takeCarriers(ExecutorService virtual, String manner) throws InterruptedException {
			virtual.execute(manner.equals("busy") ? Behind::spin : First::new);
			virtual.execute(manner.equals("busy") ? Behind::spin : Second::new);
			carriersTaken.await();
		}

		private static void spin() {
			carriersTaken.countDown();
			while (CARRIERS_FREE.getCount() > 0) {
				Thread.onSpinWait();
			}
		}

		private static void pin() {
			carriersTaken.countDown();
			try {
				CARRIERS_FREE.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private static final class First {

			static {
				pin();
			}

		}

		private static final class Second {

			static {
				pin();
			}

		}

	}

	/**
	 * Waits in its initializer, below which there is native code.
	 */
	static final class Pinning {

		static {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
		}

	}

}
