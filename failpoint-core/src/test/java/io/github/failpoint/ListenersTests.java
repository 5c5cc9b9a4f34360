package io.github.failpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FailpointListener} and {@link Listeners}.
 */
class ListenersTests {

	private final Recorder recorder = new Recorder();

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry();

	@AutoClose
	private final Callers callers = new Callers();

	ListenersTests() {
		this.registry.addListener(this.recorder);
	}

	@Test
	void hearsTheFirstDeclarationOnly() {
		SiteSignature signature = new SiteSignature("A.a()", void.class, List.of());
		this.registry.declare("a", signature);
		this.registry.declare("a", signature);
		this.registry.failpoint("a");
		this.registry.failpoint("b");
		this.registry.failpoint("b");
		assertThat(this.recorder.events).containsExactly("declared a", "declared b");
	}

	@Test
	void hearsADeclarationOfWhatIsEnabledAlready() {
		this.registry.enable("a", "off");
		this.registry.failpoint("a");
		assertThat(this.recorder.events).containsExactly("enabled a=off", "declared a");
	}

	@Test
	void hearsEnablingWithThePreviousStatus() {
		this.registry.enable("a", "return");
		this.registry.enable("a", "off");
		assertThat(this.recorder.events).containsExactly("enabled a=return", "enabled a=off before a=return");
	}

	@Test
	void hearsDisablingWithTheLastCounters() {
		FailpointHandle handle = this.registry.failpoint("a");
		this.registry.enable("a", "1*return");
		handle.returnsEarly();
		List<FailpointStatus> last = new ArrayList<>();
		this.registry.addListener(new FailpointListener() {

			@Override
			public void disabled(FailpointStatus previous) {
				last.add(previous);
			}

		});
		this.registry.disable("a");
		assertThat(last).singleElement().satisfies((status) -> {
			assertThat(status.state()).isEqualTo(FailpointStatus.State.EXHAUSTED);
			assertThat(status.triggers()).isOne();
		});
	}

	@Test
	void hearsNothingWhenNothingChanges() {
		this.registry.disable("a");
		this.registry.disableAll();
		assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> this.registry.enable("a", "exit"));
		this.registry.enableAll("");
		assertThat(this.recorder.events).isEmpty();
	}

	@Test
	void hearsEachOfSeveralChanges() {
		this.registry.enableAll("b=off;a=off");
		this.registry.disableAll();
		assertThat(this.recorder.events).containsExactly("enabled b=off", "enabled a=off", "disabled a", "disabled b");
	}

	@Test
	void hearsTriggersButNotOff() {
		FailpointHandle handle = this.registry.failpoint("a");
		this.recorder.events.clear();
		this.registry.enable("a", "1*off->1*return->1*sleep(0)->0%panic");
		handle.hit();
		handle.returnsEarly();
		handle.hit();
		handle.hit();
		this.registry.enable("a", (call) -> {
		});
		handle.hit();
		assertThat(this.recorder.events.stream().filter((event) -> event.startsWith("triggered"))).containsExactly(
				"triggered a at handle: return", "triggered a at handle: sleep", "triggered a at handle: callback");
	}

	@Test
	void hearsTheTriggerBeforeTheActionIsPerformed() {
		this.registry.enable("a", "panic");
		assertThatExceptionOfType(FailpointPanicException.class).isThrownBy(() -> this.registry.failpoint("a").hit());
		assertThat(this.recorder.events).contains("triggered a at handle: panic");
	}

	@Test
	void isNotToldOfTheEndOfTheRegistry() {
		this.registry.enable("a", "off");
		this.registry.close();
		assertThat(this.recorder.events).containsExactly("enabled a=off");
	}

	@Test
	void hearsNothingOnceRemoved() {
		assertThat(this.registry.removeListener(this.recorder)).isTrue();
		assertThat(this.registry.removeListener(this.recorder)).isFalse();
		this.registry.enable("a", "off");
		assertThat(this.recorder.events).isEmpty();
	}

	@Test
	void isCalledWithNoLockHeld() {
		List<String> seen = new CopyOnWriteArrayList<>();
		this.registry.addListener(new FailpointListener() {

			@Override
			public void declared(String name) {
				look("declared");
			}

			@Override
			public void enabled(FailpointStatus status, @Nullable FailpointStatus previous) {
				look("enabled");
			}

			@Override
			public void disabled(FailpointStatus previous) {
				look("disabled");
			}

			@Override
			public void triggered(FailpointTrigger trigger) {
				look("triggered");
			}

			private void look(String event) {
				seen.add(event + ListenersTests.this.callers.elsewhere(() -> {
					ListenersTests.this.registry.failpoint("a");
					ListenersTests.this.registry.disable("other");
					return ListenersTests.this.registry.failpoints().size();
				}));
			}

		});
		FailpointHandle handle = this.registry.failpoint("a");
		this.registry.enable("a", "yield");
		handle.hit();
		this.registry.disable("a");
		assertThat(seen).containsExactly("declared1", "enabled1", "triggered1", "disabled1");
	}

	@Test
	void reachesNoFailpointItself() {
		FailpointHandle handle = this.registry.failpoint("a");
		this.registry.addListener(new FailpointListener() {

			@Override
			public void triggered(FailpointTrigger trigger) {
				handle.hit();
			}

		});
		this.registry.enable("a", "yield");
		handle.hit();
		handle.hit();
		assertThat(this.recorder.events.stream().filter((event) -> event.startsWith("triggered"))).hasSize(2);
	}

	@Test
	void anExceptionIsLoggedAndReachesNobody() {
		AssertionError failure = new AssertionError("broken listener");
		Recorder second = new Recorder();
		this.registry.addListener(new FailpointListener() {

			@Override
			public void declared(String name) {
				throw failure;
			}

			@Override
			public void enabled(FailpointStatus status, @Nullable FailpointStatus previous) {
				throw failure;
			}

			@Override
			public void disabled(FailpointStatus previous) {
				throw failure;
			}

			@Override
			public void triggered(FailpointTrigger trigger) {
				throw failure;
			}

		});
		this.registry.addListener(second);
		try (LogCapture log = new LogCapture(FailpointListener.class)) {
			FailpointHandle handle = this.registry.failpoint("a");
			this.registry.enable("a", "return");
			assertThat(handle.returnsEarly()).isTrue();
			assertThat(this.registry.disable("a")).isTrue();
			assertThat(log.records()).hasSize(4).allMatch((record) -> record.getThrown() == failure);
			assertThat(log.messages()).allMatch((message) -> message.startsWith("Failpoint listener "));
		}
		assertThat(second.events).hasSize(4);
	}

	private static final class Recorder implements FailpointListener {

		private final List<String> events = new CopyOnWriteArrayList<>();

		@Override
		public void declared(String name) {
			this.events.add("declared " + name);
		}

		@Override
		public void enabled(FailpointStatus status, @Nullable FailpointStatus previous) {
			this.events
				.add("enabled " + described(status) + (previous != null ? " before " + described(previous) : ""));
		}

		@Override
		public void disabled(FailpointStatus previous) {
			this.events.add("disabled " + previous.name());
		}

		@Override
		public void triggered(FailpointTrigger trigger) {
			this.events.add("triggered " + trigger.name() + " at " + trigger.site() + ": " + trigger.action());
		}

		private static String described(FailpointStatus status) {
			return status.name() + "=" + status.terms();
		}

	}

}
