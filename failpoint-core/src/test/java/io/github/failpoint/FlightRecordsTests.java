package io.github.failpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.failpoint.convert.Conversion;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link FlightRecords}.
 */
class FlightRecordsTests {

	private static final SiteSignature SITE = new SiteSignature("com.example.Orders.commit()", void.class, List.of());

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry();

	@TempDir
	private Path directory;

	@Test
	void recordsTriggers() throws IOException {
		FailpointSite site = this.registry.declare("orders.commit", SITE);
		this.registry.enable("orders.commit", "1*off->1*sleep(20ms)->1*throw(IllegalStateException)");
		List<RecordedEvent> events = record("Trigger", () -> {
			reach(site);
			reach(site);
			reach(site);
		});
		assertThat(events).extracting((event) -> event.getString("failpoint")).containsOnly("orders.commit");
		assertThat(events).extracting((event) -> event.getString("site")).containsOnly(SITE.description());
		assertThat(events).extracting((event) -> event.getString("action")).containsExactly("sleep", "throw");
		assertThat(events.get(0).getDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
		assertThat(events).allSatisfy((event) -> assertThat(event.getStackTrace().getFrames())
			.anyMatch((frame) -> frame.getMethod().getName().equals("reach")));
	}

	private static void reach(FailpointSite site) {
		catchThrowable(site::evaluate);
	}

	@Test
	void recordsWaitsThatHoldNoThread() throws IOException {
		FailpointSite site = this.registry.declare("orders.commit", SITE);
		this.registry.enable("orders.commit", "pause");
		int unrecorded = pauseAndCancel(site);
		List<RecordedEvent> events = record("Trigger",
				() -> assertThat(pauseAndCancel(site)).as("what a recording adds").isEqualTo(unrecorded + 1));
		assertThat(events).extracting((event) -> event.getString("action")).containsExactly("pause");
	}

	/**
	 * Cancelled, a wait ends on this thread, and so does its event.
	 */
	private int pauseAndCancel(FailpointSite site) {
		CompletableFuture<?> reached = site.evaluateAsync();
		int dependents = reached.getNumberOfDependents();
		assertThat(reached.cancel(false)).isTrue();
		return dependents;
	}

	@Test
	void recordsChanges() throws IOException {
		List<RecordedEvent> events = record("Change", () -> {
			this.registry.enable("orders.commit", "pause");
			this.registry.enable("orders.commit", "off");
			this.registry.disable("orders.commit");
			try (FailpointScope scope = this.registry.openScope()) {
				scope.disable("orders.commit");
			}
		});
		assertThat(events).extracting((event) -> event.getString("failpoint")).containsOnly("orders.commit");
		assertThat(events).extracting((event) -> event.getString("terms")).containsExactly("pause", "off", null);
		assertThat(events).extracting((event) -> event.getString("previousTerms"))
			.containsExactly(null, "pause", "off");
		assertThat(events).noneMatch((event) -> event.getBoolean("expired"));
		assertThat(events).extracting((event) -> event.getString("source")).containsExactly("code", "code", null);
	}

	@Test
	void recordsTheEndOfATimeToLive() throws IOException {
		ManualTicker ticker = new ManualTicker();
		try (FailpointRegistry expiring = new FailpointRegistry(FailpointPolicy.defaults(), Conversion.NO_OTHERS,
				ticker)) {
			expiring.enable("orders.commit", "off");
			expiring.enable("orders.commit", "pause", EnableOptions.defaults().withTtl(Duration.ofSeconds(30)));
			List<RecordedEvent> events = record("Change", () -> ticker.advance(Duration.ofSeconds(30)));
			assertThat(events).singleElement().satisfies((event) -> {
				assertThat(event.getString("terms")).isEqualTo("off");
				assertThat(event.getString("previousTerms")).isEqualTo("pause");
				assertThat(event.getBoolean("expired")).isTrue();
			});
		}
	}

	private List<RecordedEvent> record(String event, Runnable body) throws IOException {
		Path file = this.directory.resolve("recording.jfr");
		try (Recording recording = new Recording()) {
			recording.enable("io.github.failpoint." + event).withStackTrace();
			recording.start();
			body.run();
			recording.stop();
			recording.dump(file);
		}
		return RecordingFile.readAllEvents(file);
	}

	@Test
	void isDoneWithoutWhereTheRuntimeHasNoFlightRecorder() throws Exception {
		Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "--limit-modules",
				"java.base", "-cp", classPath(Application.class, FailpointRegistry.class), Application.class.getName())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(output).isZero();
		assertThat(output).contains("jdk.jfr: false", "thrown: failpoint orders.commit");
	}

	private static String classPath(Class<?>... types) throws Exception {
		return String.join(java.io.File.pathSeparator,
				Arrays.stream(types).map(FlightRecordsTests::location).distinct().toList());
	}

	private static String location(Class<?> type) {
		return Path.of(java.net.URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
			.toString();
	}

	static final class Application {

		private Application() {
		}

		public static void main(String[] arguments) {
			System.out.println("jdk.jfr: " + ModuleLayer.boot().findModule("jdk.jfr").isPresent());
			try (FailpointRegistry registry = new FailpointRegistry()) {
				registry.enable("orders.commit", "throw(IllegalStateException)");
				registry.failpoint("orders.commit").hit();
			}
			catch (IllegalStateException ex) {
				System.out.println("thrown: " + ex.getMessage());
			}
		}

	}

}
