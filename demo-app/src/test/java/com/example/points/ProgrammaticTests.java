package com.example.points;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.failpoint.AwaitOutcome;
import io.github.failpoint.EnableOptions;
import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointListener;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointScope;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.FailpointTrigger;
import io.github.failpoint.Failpoints;
import io.github.failpoint.SettingRefusedException;
import io.github.failpoint.SiteMismatchException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What docs/programmatic.md says.
 */
class ProgrammaticTests {

	private final FailpointRegistry registry = new FailpointRegistry();

	private final LineImport lineImport = new LineImport(this.registry);

	@AfterEach
	void close() {
		this.registry.close();
	}

	@Test
	void aHandleStandsBetweenTwoStatements() {
		this.registry.enable("import.after-line", "1*off->throw(IllegalStateException)");
		assertThatIllegalStateException().isThrownBy(() -> this.lineImport.run(List.of("a", "b", "c")))
			.withMessage("failpoint import.after-line");
		assertThat(this.lineImport.lines()).containsExactly("a", "b");
	}

	@Test
	void aStatementMayThrowACheckedException() {
		FailpointHandle read = this.registry.failpoint("files.read");
		this.registry.enable("files.read", "throw(IOException)");
		assertThatIOException().isThrownBy(() -> read.hit(IOException.class));
		assertThatExceptionOfType(SiteMismatchException.class).isThrownBy(read::hit);
	}

	@Test
	void aMethodWithoutResultReturnsEarly() {
		FailpointHandle point = this.registry.failpoint("cache.clear");
		this.registry.enable("cache.clear", "return");
		List<String> cache = new ArrayList<>(List.of("a"));
		clear(point, cache);
		assertThat(cache).isNotEmpty();
	}

	private static void clear(FailpointHandle point, List<String> cache) {
		if (point.returnsEarly()) {
			return;
		}
		cache.clear();
	}

	@Test
	void aStaticHandleIsDrivenByAnAttachedRegistry() {
		assertThat(Checksum.of(new byte[0])).isZero();
		FailpointRegistry registry = new FailpointRegistry();
		Failpoints.attach(registry);
		registry.enable("checksum.compute", "return(4711)");
		assertThat(Checksum.of(new byte[0])).isEqualTo(4711);
		registry.close();
		assertThat(Checksum.of(new byte[0])).isZero();
	}

	@Test
	void settingsAreMadeAndTaken() {
		this.registry.failpoint("orders.commit");
		FailpointRegistry failpoints = this.registry;
		FailpointStatus status = failpoints.enable("orders.commit", "2*throw(IllegalStateException)");
		failpoints.enableAll("orders.commit=pause(30s);mail.send=off");
		failpoints.enable("orders.commit", "10%throw(IllegalStateException)", EnableOptions.seed(42));
		boolean wasEnabled = failpoints.disable("orders.commit");
		List<String> names = failpoints.disableAll();
		assertThat(status.state()).isEqualTo(FailpointStatus.State.ENABLED);
		assertThat(wasEnabled).isTrue();
		assertThat(names).containsExactly("mail.send");
	}

	@Test
	void whatIsRefusedChangesNothing() {
		this.registry.enable("a", "off");
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> this.registry.enableAll("a=pause;b=exit"))
			.withMessageContaining("'exit' needs 'failpoint.allow-destructive=true'");
		assertThat(this.registry.status("a")).get().extracting(FailpointStatus::terms).isEqualTo("off");
	}

	@Test
	void aCallbackSeesTheArguments() {
		FailpointHandle send = this.registry.failpoint("mail.send");
		this.registry.enable("mail.send", (call) -> {
			if (call.arguments().contains("ada@example.com")) {
				call.returns(false);
			}
		});
		assertThat(send(send, "ada@example.com")).isFalse();
		assertThat(send(send, "alan@example.com")).isTrue();
	}

	private static boolean send(FailpointHandle send, String address) {
		return send.evaluate(Boolean.class, () -> true, address);
	}

	@Test
	void twoThreadsArePausedAndReleasedOneByOne() throws Exception {
		FailpointRegistry failpoints = this.registry;
		Duration limit = Duration.ofSeconds(20);
		Executor threads = (task) -> new Thread(task).start();
		failpoints.enable("import.after-line", "pause");
		CompletableFuture<?> first = CompletableFuture.runAsync(() -> this.lineImport.run(List.of("a")), threads);
		assertThat(failpoints.awaitWaiting("import.after-line", 1, limit)).isEqualTo(AwaitOutcome.REACHED);
		CompletableFuture<?> second = CompletableFuture.runAsync(() -> new LineImport(failpoints).run(List.of("b")),
				threads);
		assertThat(failpoints.awaitWaiting("import.after-line", 2, limit)).isEqualTo(AwaitOutcome.REACHED);
		failpoints.release("import.after-line", 1);
		assertThat(first).succeedsWithin(limit);
		assertThat(second).isNotDone();
		assertThat(failpoints.disableAndAwait("import.after-line", limit)).isTrue();
		assertThat(second).succeedsWithin(limit);
	}

	@Test
	void aScopeIsSeenFromWithinOnly() throws Exception {
		FailpointRegistry failpoints = this.registry;
		ExecutorService threads = Executors.newSingleThreadExecutor();
		try (FailpointScope scope = failpoints.openScope()) {
			scope.enable("import.after-line", "throw(IllegalStateException)");
			assertThatIllegalStateException().isThrownBy(() -> this.lineImport.run(List.of("a")));
			Future<?> outside = threads.submit(() -> this.lineImport.run(List.of("b")));
			Future<?> within = threads.submit(scope.wrap(() -> this.lineImport.run(List.of("c"))));
			assertThat(outside).succeedsWithin(Duration.ofSeconds(20));
			assertThat(within).failsWithin(Duration.ofSeconds(20));
		}
		this.lineImport.run(List.of("d"));
		threads.shutdown();
	}

	@Test
	void theSameSeedRepeatsTheSameDraws() {
		assertThat(faults(42)).isEqualTo(faults(42));
	}

	private List<Boolean> faults(long seed) {
		FailpointHandle point = this.registry.failpoint("dice");
		this.registry.enable("dice", "50%return(true)", EnableOptions.seed(seed));
		List<Boolean> faults = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			faults.add(point.evaluate(Boolean.class, () -> false));
		}
		return faults;
	}

	@Test
	void aListenerHearsOfEachTrigger() {
		List<String> triggers = new ArrayList<>();
		this.registry.addListener(new FailpointListener() {

			@Override
			public void triggered(FailpointTrigger trigger) {
				triggers.add(trigger.name() + " did " + trigger.action() + " at " + trigger.site());
			}

		});
		this.registry.enable("import.after-line", "yield");
		this.lineImport.run(List.of("a"));
		assertThat(triggers).containsExactly("import.after-line did yield at handle");
	}

}
