package io.github.failpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;

import io.github.failpoint.convert.ValueConversionException;
import io.github.failpoint.convert.ValueConverter;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for every action at every kind of site.
 */
class ActionTests {

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry();

	static Stream<Arguments> actionsThatGoOn() {
		return Stream
			.of("off", "sleep(0)", "sleep(1us)", "delay(1us)", "pause(1us)", "yield", "break", "0%panic", "off->panic")
			.flatMap((terms) -> Arrays.stream(SiteKind.values()).map((kind) -> Arguments.of(terms, kind)));
	}

	@ParameterizedTest
	@MethodSource("actionsThatGoOn")
	void goesOn(String terms, SiteKind kind) throws Throwable {
		enable(terms);
		assertThat(kind.reach(this.registry)).isEqualTo(SiteKind.WENT_ON);
		assertThat(this.registry.status(SiteKind.NAME)).get().extracting(FailpointStatus::evaluations).isEqualTo(1L);
	}

	@ParameterizedTest
	@EnumSource
	void goesOnWhileDisabled(SiteKind kind) throws Throwable {
		assertThat(kind.reach(this.registry)).isEqualTo(SiteKind.WENT_ON);
		enable("panic");
		this.registry.disable(SiteKind.NAME);
		assertThat(kind.reach(this.registry)).isEqualTo(SiteKind.WENT_ON);
	}

	@ParameterizedTest
	@EnumSource
	void throwsTheUncheckedException(SiteKind kind) {
		enable("throw(IllegalStateException)");
		assertThatIllegalStateException().isThrownBy(() -> kind.reach(this.registry))
			.withMessage("failpoint orders.commit")
			.withNoCause();
	}

	@ParameterizedTest
	@EnumSource
	void throwsWithTheGivenMessage(SiteKind kind) {
		enable("throw(java.lang.IllegalStateException, 'no, not now')");
		assertThatIllegalStateException().isThrownBy(() -> kind.reach(this.registry)).withMessage("no, not now");
	}

	@ParameterizedTest
	@EnumSource
	void throwsTheCheckedExceptionWhereItIsDeclared(SiteKind kind) {
		enable("throw(FileNotFoundException)");
		Throwable thrown = catchThrowable(() -> kind.reach(this.registry));
		if (kind.declaresChecked()) {
			assertThat(thrown).isExactlyInstanceOf(FileNotFoundException.class);
		}
		else {
			assertThat(thrown).isInstanceOf(SiteMismatchException.class)
				.hasMessage("Failpoint \"orders.commit\" cannot throw at handle, which does not declare the checked "
						+ "exception java.io.FileNotFoundException; UncheckedIOException is unchecked");
		}
	}

	@ParameterizedTest
	@EnumSource
	void panics(SiteKind kind) {
		enable("panic");
		assertThatExceptionOfType(FailpointPanicException.class).isThrownBy(() -> kind.reach(this.registry))
			.withMessage("failpoint orders.commit panic")
			.satisfies((ex) -> assertThat(ex.name()).isEqualTo(SiteKind.NAME));
	}

	@ParameterizedTest
	@EnumSource
	void panicsWithTheGivenMessage(SiteKind kind) {
		enable("panic(\"out\\nof order\")");
		assertThatExceptionOfType(FailpointPanicException.class).isThrownBy(() -> kind.reach(this.registry))
			.withMessage("out\nof order");
	}

	@ParameterizedTest
	@EnumSource
	void returnsWithoutAValue(SiteKind kind) {
		enable("return");
		Object[] returned = new Object[1];
		Throwable thrown = catchThrowable(() -> returned[0] = kind.reach(this.registry));
		if (kind.returns()) {
			assertThat(thrown).isNull();
			assertThat(returned[0]).isEqualTo(kind.takesValue() ? null : SiteKind.RETURNED);
		}
		else {
			assertThat(thrown).isInstanceOf(SiteMismatchException.class)
				.hasMessageContaining("\"orders.commit\" is set to return, but the code calls hit()");
		}
	}

	@ParameterizedTest
	@EnumSource
	void returnsTheValue(SiteKind kind) {
		enable("return(shipped)");
		Object[] returned = new Object[1];
		Throwable thrown = catchThrowable(() -> returned[0] = kind.reach(this.registry));
		if (kind.takesValue()) {
			assertThat(thrown).isNull();
			assertThat(returned[0]).isEqualTo("shipped");
		}
		else {
			assertThat(thrown).isInstanceOf(SiteMismatchException.class)
				.hasMessage(kind.returns()
						? "Failpoint \"orders.commit\" cannot return from handle: a place that returns nothing "
								+ "takes \"return\" without a value"
						: "Failpoint \"orders.commit\" is set to return, but the code calls hit(), which cannot; "
								+ "use evaluate or returnsEarly");
		}
	}

	@Test
	void convertsTheValueToThePrimitiveTypeOfTheHandle() {
		FailpointHandle handle = this.registry.failpoint("orders.count");
		this.registry.enable("orders.count", "1*return(7)->return");
		assertThat(handle.<Integer, RuntimeException>evaluate(int.class, () -> 1)).isEqualTo(7);
		assertThat(handle.<Integer, RuntimeException>evaluate(int.class, () -> 1)).isZero();
	}

	@Test
	void saysWhyAValueDoesNotFitTheTypeOfTheHandle() {
		FailpointHandle handle = this.registry.failpoint("orders.count");
		this.registry.enable("orders.count", "return(many)");
		assertThatExceptionOfType(SiteMismatchException.class).isThrownBy(() -> handle.evaluate(int.class, () -> 1))
			.withMessage("Failpoint \"orders.count\" cannot return from handle: \"many\" is not an int")
			.withCauseInstanceOf(ValueConversionException.class);
	}

	@Test
	void lettingTheBodyFailIsNoConcernOfTheFailpoint() {
		enable("off");
		FailpointHandle handle = this.registry.failpoint(SiteKind.NAME);
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> handle.<String, IOException>evaluate(String.class, () -> {
				throw new IOException("its own");
			}))
			.withMessage("its own");
	}

	@Test
	void makesAFreshExceptionForEachThrow() {
		enable("throw(IllegalStateException)");
		Throwable first = catchThrowable(() -> SiteKind.HIT.reach(this.registry));
		Throwable second = catchThrowable(() -> SiteKind.HIT.reach(this.registry));
		assertThat(first).isNotSameAs(second);
		assertThat(first.getStackTrace()).anyMatch((frame) -> frame.getClassName().equals(SiteKind.class.getName()));
	}

	@Test
	void theStackTraceOfAPanicNamesTheSite() {
		enable("panic");
		Throwable thrown = catchThrowable(() -> SiteKind.HIT.reach(this.registry));
		assertThat(thrown.getStackTrace()).anyMatch((frame) -> frame.getClassName().equals(SiteKind.class.getName()));
	}

	@ParameterizedTest
	@EnumSource
	void prints(SiteKind kind) throws Throwable {
		enable("print");
		try (LogCapture log = new LogCapture("io.github.failpoint")) {
			assertThat(kind.reach(this.registry)).isEqualTo(SiteKind.WENT_ON);
			assertThat(log.messages()).containsExactly("failpoint orders.commit reached");
			assertThat(log.records().get(0).getLevel()).isEqualTo(Level.INFO);
		}
	}

	@Test
	void printsControlCharactersEscaped() throws Throwable {
		enable("print('{0} paid\\r\\nWARN forged\\u001b[31m')");
		try (LogCapture log = new LogCapture("io.github.failpoint")) {
			SiteKind.HIT.reach(this.registry);
			assertThat(log.messages()).containsExactly("{0} paid\\r\\nWARN forged\\u001b[31m");
		}
	}

	@Test
	void breakCallsThePublicMethodForDebuggers() throws Exception {
		assertThat(Breakpoint.class.getMethod("reached", String.class).canAccess(null)).isTrue();
		enable("break");
		this.registry.failpoint(SiteKind.NAME).hit();
		assertThat(this.registry.status(SiteKind.NAME)).get().extracting(FailpointStatus::triggers).isEqualTo(1L);
	}

	@Test
	void exitIsRefusedByDefault() {
		assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> enable("1*off->exit"))
			.withMessage("Failpoint \"orders.commit\" cannot be set to \"1*off->exit\": "
					+ "'exit' needs 'failpoint.allow-destructive=true'");
		assertThat(this.registry.status(SiteKind.NAME)).isEmpty();
	}

	@Test
	void everySourceButARequestMayBeAllowedToExit() {
		FailpointPolicy policy = FailpointPolicy.defaults().withAllowDestructive(true);
		try (FailpointRegistry permissive = new FailpointRegistry(policy)) {
			for (FailpointSource source : EnumSet.complementOf(EnumSet.of(FailpointSource.ENDPOINT))) {
				EnableOptions options = EnableOptions.source(source);
				assertThat(permissive.enable("p", "exit(3)", options).source()).isEqualTo(source);
			}
		}
	}

	@Test
	void aSiteCanReturnWhatOnlyAConverterKnows() throws Throwable {
		ValueConverter builders = (type, place) -> (type == StringBuilder.class)
				? (value) -> () -> () -> new StringBuilder(value.toString()) : null;
		try (FailpointRegistry converting = new FailpointRegistry(FailpointPolicy.defaults(), builders)) {
			FailpointSite site = converting.declare("p", new SiteSignature("A.text()", StringBuilder.class, List.of()));
			converting.enable("p", "return([1, 2])");
			EarlyReturn first = site.evaluate();
			assertThat(first).isNotNull().extracting(EarlyReturn::value).hasToString("[1, 2]");
			assertThat(site.evaluate()).isNotEqualTo(first);
		}
	}

	@Test
	void whatAConverterRunsIsRunOnceForEachSiteWhenTheSettingIsMadeAndMeetsNoFailpoint() throws Throwable {
		List<Object> made = new ArrayList<>();
		FailpointHandle[] inside = new FailpointHandle[1];
		ValueConverter builders = (type, place) -> (type == StringBuilder.class) ? (value) -> () -> {
			inside[0].hit();
			made.add(value);
			return () -> value.toString();
		} : null;
		try (FailpointRegistry converting = new FailpointRegistry(FailpointPolicy.defaults(), builders)) {
			inside[0] = converting.failpoint("inside");
			converting.enable("inside", "throw(IllegalStateException)");
			FailpointSite first = converting.declare("p", new SiteSignature("A.a()", StringBuilder.class, List.of()));
			converting.declare("p", new SiteSignature("B.b()", StringBuilder.class, List.of()));
			converting.enable("p", "return(x)");
			assertThat(made).hasSize(2);
			first.evaluate();
			first.evaluate();
			assertThat(first.mismatch()).isNull();
			assertThat(made).hasSize(2);
		}
	}

	@Test
	void nothingIsMadeForASettingOfSeveralThatIsRefused() {
		List<Object> made = new ArrayList<>();
		ValueConverter builders = (type, place) -> (type == StringBuilder.class) ? (value) -> () -> {
			made.add(value);
			return () -> value;
		} : null;
		try (FailpointRegistry converting = new FailpointRegistry(FailpointPolicy.defaults(), builders)) {
			converting.declare("p", new SiteSignature("A.a()", StringBuilder.class, List.of()));
			converting.declare("q", new SiteSignature("B.b()", int.class, List.of()));
			assertThatExceptionOfType(SettingRefusedException.class)
				.isThrownBy(() -> converting.enableAll("p=return(x);q=return(x)"));
			assertThat(made).isEmpty();
		}
	}

	private void enable(String terms) {
		this.registry.enable(SiteKind.NAME, terms);
	}

}
