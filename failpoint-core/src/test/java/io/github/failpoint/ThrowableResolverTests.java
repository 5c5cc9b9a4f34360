package io.github.failpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.failpoint.terms.Action;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ThrowableResolver} and what it finds.
 */
class ThrowableResolverTests {

	private static final AtomicBoolean initialized = new AtomicBoolean();

	private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

	private final List<SiteSignature> sites = new ArrayList<>();

	private FailpointPolicy policy = FailpointPolicy.defaults();

	@AfterEach
	void restoreLoader() {
		Thread.currentThread().setContextClassLoader(this.loader);
	}

	@ParameterizedTest
	@ValueSource(strings = { "IllegalStateException", "Throwable", "OutOfMemoryError", "NoSuchElementException",
			"CompletionException", "UnknownHostException", "SQLException", "EOFException",
			"java.nio.file.AccessDeniedException", "java.lang.Error" })
	void codeMayThrowAnythingOfTheJdk(String type) {
		Throwable thrown = resolve(type, FailpointSource.CODE).create();
		assertThat(thrown.getClass().getName()).endsWith(type);
		assertThat(thrown.getMessage()).isEqualTo("message");
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.github.failpoint.ThrowableResolverTests.Nested",
			"io.github.failpoint.ThrowableResolverTests$Nested" })
	void findsANestedClass(String type) {
		assertThat(resolve(type, FailpointSource.CODE).create()).isExactlyInstanceOf(Nested.class);
	}

	@Test
	void findsAClassThatIsNestedTwice() {
		assertThat(resolve("io.github.failpoint.ThrowableResolverTests.Nested.Deeper", FailpointSource.CODE).type())
			.isEqualTo(Nested.Deeper.class);
	}

	@Test
	void findsANestedClassThatASiteDeclaresByItsSimpleName() {
		site(Checked.class);
		assertThat(resolve("Checked", FailpointSource.ENDPOINT).type()).isEqualTo(Checked.class);
		assertThat(resolve("io.github.failpoint.ThrowableResolverTests.Checked", FailpointSource.ENDPOINT).type())
			.isEqualTo(Checked.class);
	}

	@Test
	void givesTheUncheckedIOExceptionACause() {
		Throwable thrown = resolve("UncheckedIOException", "disk full", FailpointSource.ENDPOINT).create();
		assertThat(thrown).isExactlyInstanceOf(UncheckedIOException.class)
			.hasMessage("disk full")
			.cause()
			.isExactlyInstanceOf(IOException.class)
			.hasMessage("disk full");
	}

	@Test
	void takesAConstructorWithMessageAndCauseIfThereIsNoOther() {
		assertThat(create(WithCause.class)).hasMessage("message").hasNoCause();
	}

	@Test
	void takesAConstructorWithoutParametersIfThereIsNoOther() {
		assertThat(create(WithoutMessage.class)).hasMessage("fixed");
	}

	@Test
	void prefersTheConstructorWithAMessage() {
		assertThat(create(WithAll.class)).hasMessage("message only: message");
	}

	@Test
	void aFailingConstructorIsToldApart() {
		assertThat(create(Failing.class)).isExactlyInstanceOf(IllegalStateException.class)
			.hasMessage("Constructor of " + Failing.class.getName() + " failed")
			.cause()
			.isExactlyInstanceOf(ArithmeticException.class);
	}

	@ParameterizedTest
	@ValueSource(classes = { Unsuitable.class, Inner.class })
	void refusesWhatItCannotMake(Class<?> type) {
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> resolve(type.getName(), FailpointSource.CODE))
			.withMessageEndingWith(
					"\"" + type.getName() + "\" has no constructor that takes a message, a message and a "
							+ "cause, a status and a message, or nothing");
	}

	@Test
	void refusesWhatIsAbstract() {
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> resolve(Abstract.class.getName(), FailpointSource.CODE))
			.withMessageEndingWith("\"" + Abstract.class.getName() + "\" is abstract");
	}

	@Test
	void aNumberAfterTheMessageIsZero() {
		Throwable thrown = resolve("java.text.ParseException", FailpointSource.CODE).create();
		assertThat(thrown).hasMessage("message").hasFieldOrPropertyWithValue("errorOffset", 0);
		assertThat(create(Numbered.class)).hasMessage("message 0");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			503 maintenance     | 503 maintenance
			404                 | 404 failpoint p
			'418  a  teapot '   | 418 a  teapot
			""")
	void aStatusComesBeforeTheMessage(String message, String thrown) {
		assertThat(resolve(Answered.class.getName(), message, FailpointSource.CODE).create())
			.isExactlyInstanceOf(Answered.class)
			.hasMessage(thrown);
	}

	@ParameterizedTest
	@ValueSource(strings = { "maintenance", "99", "600 x", "1000", "503x", "-503", "", "503.5", "٥٠٣" })
	void aStatusMustNotBeMissing(String message) {
		String type = Answered.class.getName();
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> resolve(type, message, FailpointSource.CODE))
			.withMessageEndingWith("\"" + type + "\" takes a status from 100 to 599 before its message, as in throw("
					+ type + ", 503 maintenance)");
	}

	@Test
	void canMakeEveryTypeThatTheDefaultPolicyAllows() {
		for (Class<? extends Throwable> type : FailpointPolicy.defaults().exceptions()) {
			ThrowableFactory factory = resolve(type.getSimpleName(), FailpointSource.PROPERTIES);
			assertThat(factory.create()).isExactlyInstanceOf(type).hasMessage("message");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Nowhere", "com.example.Nowhere", "Outer.Inner",
			"io.github.failpoint.throwableresolvertests", "x.Y.Z" })
	void refusesWhatIsNotThere(String type) {
		assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> resolve(type, FailpointSource.CODE))
			.withMessageContaining("\"" + type + "\" is not found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "String", "java.util.List" })
	void refusesWhatIsNoException(String type) {
		assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> resolve(type, FailpointSource.CODE))
			.withMessageEndingWith("\"" + type + "\" is not an exception");
	}

	@Test
	void asksForTheQualifiedNameWhereItMayHelp() {
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> resolve("OrderFailed", FailpointSource.CODE))
			.withMessage("Invalid exception in \"throw(OrderFailed)\" for failpoint \"p\": \"OrderFailed\" is not "
					+ "found; give the qualified name");
	}

	@ParameterizedTest
	@EnumSource
	void guessesWhatWasMeant(FailpointSource source) {
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> resolve("IlegalStateException", source))
			.withMessageContaining(", did you mean \"IllegalStateException\"?")
			.satisfies((ex) -> assertThat(ex.suggestions()).containsExactly("IllegalStateException"));
	}

	@Test
	void refusesASimpleNameThatFitsTwoTypes() {
		site(TimeoutException.class, Other.TimeoutException.class);
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> resolve("TimeoutException", FailpointSource.CODE))
			.withMessageContaining(
					"could be any of [io.github.failpoint.ThrowableResolverTests$Other$TimeoutException, "
							+ "java.util.concurrent.TimeoutException]; give the qualified name")
			.satisfies((ex) -> assertThat(ex.suggestions()).hasSize(2));
		assertThat(resolve("java.util.concurrent.TimeoutException", FailpointSource.ENDPOINT).type())
			.isEqualTo(TimeoutException.class);
	}

	@ParameterizedTest
	@EnumSource(names = { "PROPERTIES", "ENDPOINT" })
	void fromOutsideOnlyTheListedTypesAreThrown(FailpointSource source) {
		assertThat(resolve("ConnectException", source).type()).isEqualTo(ConnectException.class);
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> resolve("java.lang.OutOfMemoryError", source))
			.withMessage("Invalid exception in \"throw(java.lang.OutOfMemoryError)\" for failpoint \"p\": "
					+ "\"java.lang.OutOfMemoryError\" is not a type that may be thrown from outside; "
					+ "to allow it: failpoint.exceptions.allowed=java.lang.OutOfMemoryError");
	}

	@Test
	void theRefusalEndsWithWhatAllowsTheType() {
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> resolve("OrderFailed", FailpointSource.ENDPOINT))
			.withMessageEndingWith("; to allow it: failpoint.exceptions.allowed=<package>.OrderFailed")
			.satisfies((ex) -> assertThat(ex.suggestions()).isEmpty());
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> resolve("ConnectionException", FailpointSource.ENDPOINT))
			.withMessageEndingWith(", did you mean \"ConnectException\"? To allow it: "
					+ "failpoint.exceptions.allowed=<package>.ConnectionException");
	}

	@ParameterizedTest
	@CsvSource({ "io.github.failpoint.*, io.github.failpoint.ThrowableResolverTests$Nested",
			"io.github.failpoint..*, io.github.failpoint.ThrowableResolverTests$Nested",
			"io.github.failpoint..*, io.github.failpoint.ThrowableResolverTests.Nested.Deeper",
			"io.github..*, io.github.failpoint.ThrowableResolverTests$Nested",
			"java.util..*, java.util.zip.ZipException", "java..*Exception, java.util.zip.ZipException",
			"java..zip.Zip*, java.util.zip.ZipException" })
	void fromOutsideAPatternAllowsTypesByTheirQualifiedNames(String pattern, String type) {
		this.policy = this.policy.withExceptionPatterns(Set.of(pattern), this.loader);
		assertThat(resolve(type, FailpointSource.ENDPOINT).type().getName())
			.isEqualTo(type.replace("Tests.N", "Tests$N").replace("d.D", "d$D"));
	}

	@ParameterizedTest
	@CsvSource({ "java.util.*, java.util.zip.ZipException", "java.util.*, java.lang.StackOverflowError",
			"java.util..*, ZipException", "java.util..*Error, java.util.zip.ZipException",
			"java.util..*, javaXutil.zip.ZipException", "java.util..*, java.utilities.ZipException",
			"java.util.z*, java.util.zip.ZipException" })
	void aPatternAllowsNothingElse(String pattern, String type) {
		this.policy = this.policy.withExceptionPatterns(Set.of(pattern), this.loader);
		Set<String> loaded = recordLoading();
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> resolve(type, FailpointSource.ENDPOINT))
			.withMessageContaining("is not a type that may be thrown from outside");
		assertThat(loaded).isEmpty();
	}

	@Test
	void whatAPatternAllowsHasToBeAnExceptionThatIsThere() {
		this.policy = this.policy.withExceptionPatterns(Set.of("io.github.failpoint..*"), this.loader);
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> resolve("io.github.failpoint.Nowhere", FailpointSource.ENDPOINT))
			.withMessageEndingWith("\"io.github.failpoint.Nowhere\" is not found");
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> resolve(Loud.class.getName(), FailpointSource.ENDPOINT))
			.withMessageEndingWith("is not an exception");
		assertThat(initialized).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "..*", ".*", "com", "com.acme.Order", "com..", "com.acme.*.", "*Exception",
			"*.acme.*", "", "com.acme.**/x", "c*.acme.X" })
	void aPatternNamesAPackage(String pattern) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> FailpointPolicy.defaults().withExceptionPatterns(Set.of(pattern), null))
			.withMessageContaining("\"" + pattern + "\" is not a pattern of types");
	}

	@Test
	void fromOutsideWhatThePolicyAddsIsThrown() {
		this.policy = this.policy.withExceptions(Set.of(Nested.class));
		assertThat(resolve("Nested", FailpointSource.ENDPOINT).type()).isEqualTo(Nested.class);
	}

	@Test
	void fromOutsideTheCheckedTypesOfASiteAreThrownButNoSubtypes() {
		site(SQLException.class);
		assertThat(resolve("SQLException", FailpointSource.ENDPOINT).type()).isEqualTo(SQLException.class);
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> resolve("java.sql.SQLTimeoutException", FailpointSource.ENDPOINT));
	}

	@Test
	void fromOutsideTheUncheckedTypesOfASiteAreNotThrown() {
		site(Nested.class, StackOverflowError.class);
		for (String type : List.of("Nested", "StackOverflowError")) {
			assertThatExceptionOfType(SettingRefusedException.class)
				.isThrownBy(() -> resolve(type, FailpointSource.ENDPOINT));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "PROPERTIES", "ENDPOINT" })
	void fromOutsideNothingElseIsLoaded(FailpointSource source) {
		Set<String> loaded = recordLoading();
		for (String type : List.of("Recorded", "io.github.failpoint.ThrowableResolverTests$Recorded",
				"io.github.failpoint.ThrowableResolverTests.Recorded", "java.util.ConcurrentModificationException",
				"java.lang.StackOverflowError")) {
			assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> resolve(type, source));
		}
		assertThat(loaded).isEmpty();
		assertThat(initialized).isFalse();
	}

	@Test
	void enablingFromCodeLoadsTheTypeThroughTheContextButDoesNotInitializeIt() {
		Set<String> loaded = recordLoading();
		resolve("io.github.failpoint.ThrowableResolverTests$Recorded", FailpointSource.CODE);
		assertThat(loaded).containsExactly("io.github.failpoint.ThrowableResolverTests$Recorded");
		assertThat(initialized).isFalse();
	}

	@Test
	void worksWithoutAContextClassLoader() {
		Thread.currentThread().setContextClassLoader(null);
		assertThat(resolve("io.github.failpoint.ThrowableResolverTests.Nested", FailpointSource.CODE).type())
			.isEqualTo(Nested.class);
	}

	@Test
	void namesTheUncheckedSibling() {
		assertThat(resolve("FileNotFoundException", FailpointSource.CODE).uncheckedSibling())
			.isEqualTo("UncheckedIOException");
		assertThat(resolve("SQLException", FailpointSource.CODE).uncheckedSibling()).isEqualTo("IllegalStateException");
		this.policy = this.policy.withExceptions(Set.of(DataAccessResourceFailureException.class));
		assertThat(resolve("SQLException", FailpointSource.CODE).uncheckedSibling())
			.isEqualTo("DataAccessResourceFailureException");
		assertThat(resolve("TimeoutException", FailpointSource.CODE).uncheckedSibling())
			.isEqualTo("IllegalStateException");
	}

	private Set<String> recordLoading() {
		Set<String> loaded = new HashSet<>();
		Thread.currentThread().setContextClassLoader(new ClassLoader(this.loader) {

			@Override
			protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
				loaded.add(name);
				return super.loadClass(name, resolve);
			}

		});
		return loaded;
	}

	private void site(Class<?>... exceptionTypes) {
		this.sites.add(new SiteSignature("com.example.Orders.commit()", void.class, List.of(exceptionTypes)));
	}

	private Throwable create(Class<? extends Throwable> type) {
		return resolve(type.getName(), FailpointSource.CODE).create();
	}

	private ThrowableFactory resolve(String type, FailpointSource source) {
		return resolve(type, "message", source);
	}

	private ThrowableFactory resolve(String type, String message, FailpointSource source) {
		return new ThrowableResolver("p", "throw(" + type + ")", source, this.policy.allowedThrowables(), this.sites)
			.resolve(new Action.Throw(type, message));
	}

	@Test
	void typeThatCannotBeLookedAtIsRefusedInWords() {
		String name = Incomplete.class.getName();
		Thread.currentThread().setContextClassLoader(new ClassLoader(this.loader) {

			@Override
			protected Class<?> loadClass(String type, boolean resolve) throws ClassNotFoundException {
				if (type.equals(Incomplete.Missing.class.getName())) {
					throw new ClassNotFoundException(type);
				}
				return type.equals(name) ? define(type) : super.loadClass(type, resolve);
			}

			private Class<?> define(String type) throws ClassNotFoundException {
				try (InputStream file = getParent().getResourceAsStream(type.replace('.', '/') + ".class")) {
					byte[] bytes = file.readAllBytes();
					return defineClass(type, bytes, 0, bytes.length);
				}
				catch (IOException ex) {
					throw new ClassNotFoundException(type, ex);
				}
			}

		});
		assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> resolve(name, FailpointSource.CODE))
			.withMessageContaining("cannot be looked at: java.lang.NoClassDefFoundError");
	}

	@SuppressWarnings("serial")
	static class Incomplete extends RuntimeException {

		Incomplete(Missing missing) {
			super(missing.toString());
		}

		static class Missing {

		}

	}

	@SuppressWarnings("serial")
	static class Nested extends RuntimeException {

		Nested(String message) {
			super(message);
		}

		@SuppressWarnings("serial")
		static final class Deeper extends RuntimeException {

		}

	}

	@SuppressWarnings("serial")
	static final class Checked extends Exception {

	}

	@SuppressWarnings("serial")
	static final class Recorded extends RuntimeException {

		static {
			initialized.set(true);
		}

	}

	@SuppressWarnings("serial")
	private static final class WithCause extends RuntimeException {

		private WithCause(String message, Throwable cause) {
			super(message, cause);
		}

	}

	@SuppressWarnings("serial")
	private static final class WithoutMessage extends RuntimeException {

		private WithoutMessage() {
			super("fixed");
		}

	}

	@SuppressWarnings("serial")
	private static final class WithAll extends RuntimeException {

		private WithAll() {
			this("none", null);
		}

		private WithAll(String message, Throwable cause) {
			super("message and cause: " + message, cause);
		}

		private WithAll(String message) {
			super("message only: " + message);
		}

	}

	@SuppressWarnings("serial")
	private static final class Failing extends RuntimeException {

		private Failing(String message) {
			throw new ArithmeticException(message);
		}

	}

	@SuppressWarnings("serial")
	abstract static class Abstract extends RuntimeException {

		Abstract(String message) {
			super(message);
		}

	}

	@SuppressWarnings("serial")
	private static final class Unsuitable extends RuntimeException {

		private Unsuitable(int code) {
			super("code " + code);
		}

	}

	@SuppressWarnings("serial")
	final class Inner extends RuntimeException {

	}

	private static final class Numbered extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private Numbered(String message, int number) {
			super(message + " " + number);
		}

	}

	private static final class Answered extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private Answered(int status, String message, Throwable cause) {
			super(status + " " + message, cause);
		}

		private Answered(String message, int number) {
			super(message + number);
		}

	}

	private static final class DataAccessResourceFailureException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	private static final class Loud {

		static {
			initialized.set(true);
		}

	}

	private static final class Other {

		@SuppressWarnings("serial")
		static final class TimeoutException extends Exception {

		}

	}

}
