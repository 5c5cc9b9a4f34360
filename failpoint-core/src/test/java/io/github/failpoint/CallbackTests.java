package io.github.failpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link FailpointCallback}.
 */
class CallbackTests {

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry();

	@AutoClose
	private final Callers callers = new Callers();

	@ParameterizedTest
	@EnumSource
	void goesOn(SiteKind kind) throws Throwable {
		enable((call) -> assertThat(call.name()).isEqualTo(SiteKind.NAME));
		assertThat(kind.reach(this.registry)).isEqualTo(SiteKind.WENT_ON);
	}

	@ParameterizedTest
	@EnumSource
	void returns(SiteKind kind) {
		enable((call) -> call.returns("early"));
		Object[] returned = new Object[1];
		Throwable thrown = catchThrowable(() -> returned[0] = kind.reach(this.registry));
		if (kind.returns()) {
			assertThat(thrown).isNull();
			assertThat(returned[0]).isEqualTo(kind.takesValue() ? "early" : SiteKind.RETURNED);
		}
		else {
			assertThat(thrown).isInstanceOf(SiteMismatchException.class).hasMessageContaining("calls hit()");
		}
	}

	@ParameterizedTest
	@EnumSource
	void throwsUnchecked(SiteKind kind) {
		enable((call) -> {
			throw new IllegalStateException("from the callback");
		});
		assertThatIllegalStateException().isThrownBy(() -> kind.reach(this.registry)).withMessage("from the callback");
	}

	@ParameterizedTest
	@EnumSource
	void throwsErrors(SiteKind kind) {
		enable((call) -> {
			throw new StackOverflowError();
		});
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> kind.reach(this.registry));
	}

	@ParameterizedTest
	@EnumSource
	void throwsACheckedExceptionWhereItIsDeclared(SiteKind kind) {
		enable((call) -> {
			throw new FileNotFoundException("from the callback");
		});
		Throwable thrown = catchThrowable(() -> kind.reach(this.registry));
		if (kind.declaresChecked()) {
			assertThat(thrown).isExactlyInstanceOf(FileNotFoundException.class);
		}
		else {
			assertThat(thrown).isInstanceOf(SiteMismatchException.class)
				.hasMessage("Callback of failpoint \"orders.commit\" threw at handle, which does not declare "
						+ "java.io.FileNotFoundException")
				.hasCauseExactlyInstanceOf(FileNotFoundException.class);
		}
	}

	@Test
	void returningAnotherTypeIsAMismatch() {
		enable((call) -> call.returns(5));
		assertThatExceptionOfType(SiteMismatchException.class).isThrownBy(() -> SiteKind.EVALUATE.reach(this.registry))
			.withMessage("Callback of failpoint \"orders.commit\" returned a value that is not a java.lang.String");
	}

	@Test
	void returningNullWhereAPrimitiveIsReturnedIsAMismatch() {
		enable((call) -> call.returns(null));
		FailpointHandle handle = this.registry.failpoint(SiteKind.NAME);
		assertThatExceptionOfType(SiteMismatchException.class).isThrownBy(() -> handle.evaluate(int.class, () -> 1));
		assertThat(handle.<String, RuntimeException>evaluate(String.class, () -> "went on")).isNull();
	}

	@Test
	void seesTheSiteAndItsArguments() throws Throwable {
		List<Object> seen = new ArrayList<>();
		enable((call) -> {
			seen.add(call.site());
			seen.add(call.arguments());
		});
		SiteKind.CALL.reach(this.registry);
		SiteKind.SITE.reach(this.registry);
		SiteKind.HIT.reach(this.registry);
		List<Object> arguments = new ArrayList<>(List.of("an argument"));
		arguments.add(null);
		assertThat(seen).containsExactly("handle", arguments, "com.example.Orders.commit()", arguments, "handle",
				List.of());
	}

	@Test
	void cannotChangeTheListOfArguments() {
		List<Class<?>> thrown = new ArrayList<>();
		enable((call) -> thrown.add(catchThrowable(() -> call.arguments().set(0, "other")).getClass()));
		this.registry.failpoint(SiteKind.NAME).call("argument");
		assertThat(thrown).containsExactly(UnsupportedOperationException.class);
	}

	@Test
	void theArgumentsOfEvaluateAreSeen() throws IOException {
		List<Object> seen = new ArrayList<>();
		enable((call) -> seen.addAll(call.arguments()));
		FailpointHandle handle = this.registry.failpoint(SiteKind.NAME);
		handle.<String, RuntimeException>evaluate(String.class, () -> "", 1, 2);
		handle.<String, IOException>evaluate(String.class, IOException.class, () -> "", 3);
		assertThat(seen).containsExactly(1, 2, 3);
	}

	@Test
	void runsWithNoLockHeld() {
		enable((call) -> this.callers.elsewhere(() -> {
			this.registry.enable("other", "off");
			this.registry.enable(SiteKind.NAME, "return");
			this.registry.failpoints();
			this.registry.status(SiteKind.NAME);
			this.registry.disable("other");
			return this.registry.failpoint("new").returnsEarly();
		}));
		this.registry.failpoint(SiteKind.NAME).hit();
		assertThat(this.registry.status(SiteKind.NAME).orElseThrow().terms()).isEqualTo("return");
		assertThat(this.registry.status("other")).isEmpty();
	}

	@Test
	void mayChangeItsOwnFailpoint() {
		enable((call) -> {
			assertThat(this.registry.disable(call.name())).isTrue();
			this.registry.enable(call.name(), "return");
		});
		FailpointHandle handle = this.registry.failpoint(SiteKind.NAME);
		assertThat(handle.returnsEarly()).isFalse();
		assertThat(handle.returnsEarly()).isTrue();
	}

	@Test
	void mayCloseTheRegistry() {
		enable((call) -> this.registry.close());
		this.registry.failpoint(SiteKind.NAME).hit();
		assertThat(this.registry.activation(SiteKind.NAME)).isNull();
	}

	@Test
	void runsOnSeveralThreadsAtOnce() {
		CountDownLatch both = new CountDownLatch(2);
		enable((call) -> {
			both.countDown();
			both.await();
		});
		FailpointHandle handle = this.registry.failpoint(SiteKind.NAME);
		Callers.join(this.callers.run(2, () -> {
			Throwable thrown = catchThrowable(handle::hit);
			assertThat(thrown).isNull();
		}));
	}

	private void enable(FailpointCallback callback) {
		this.registry.enable(SiteKind.NAME, callback);
	}

}
