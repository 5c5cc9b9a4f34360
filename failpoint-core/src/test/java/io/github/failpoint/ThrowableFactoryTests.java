package io.github.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ThrowableFactory}.
 */
class ThrowableFactoryTests {

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
		Throwable thrown = resolve(type, FailpointSource.CODE).create("message");
		assertThat(thrown.getClass().getName()).endsWith(type);
		assertThat(thrown.getMessage()).isEqualTo("message");
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.github.failpoint.ThrowableFactoryTests.Nested",
			"io.github.failpoint.ThrowableFactoryTests$Nested" })
	void findsANestedClass(String type) {
		assertThat(resolve(type, FailpointSource.CODE).create("message")).isExactlyInstanceOf(Nested.class);
	}

	@Test
	void findsAClassThatIsNestedTwice() {
		assertThat(resolve("io.github.failpoint.ThrowableFactoryTests.Nested.Deeper", FailpointSource.CODE).type())
			.isEqualTo(Nested.Deeper.class);
	}

	@Test
	void findsANestedClassThatASiteDeclaresByItsSimpleName() {
		site(Checked.class);
		assertThat(resolve("Checked", FailpointSource.ENDPOINT).type()).isEqualTo(Checked.class);
		assertThat(resolve("io.github.failpoint.ThrowableFactoryTests.Checked", FailpointSource.ENDPOINT).type())
			.isEqualTo(Checked.class);
	}

	@Test
	void givesTheUncheckedIOExceptionACause() {
		Throwable thrown = resolve("UncheckedIOException", FailpointSource.ENDPOINT).create("disk full");
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
	@ValueSource(classes = { Abstract.class, Unsuitable.class, Inner.class })
	void refusesWhatItCannotMake(Class<?> type) {
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> resolve(type.getName(), FailpointSource.CODE))
			.withMessageContaining("abstract or has no constructor that takes a message");
	}

	@Test
	void canMakeEveryTypeThatTheDefaultPolicyAllows() {
		for (Class<? extends Throwable> type : FailpointPolicy.defaults().exceptions()) {
			ThrowableFactory factory = resolve(type.getSimpleName(), FailpointSource.PROPERTIES);
			assertThat(factory.create("message")).isExactlyInstanceOf(type).hasMessage("message");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "String", "java.util.List", "Nowhere", "com.example.Nowhere", "Outer.Inner",
			"io.github.failpoint.throwablefactorytests", "x.Y.Z" })
	void refusesWhatIsNoException(String type) {
		assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> resolve(type, FailpointSource.CODE))
			.withMessageContaining("\"" + type + "\" is not an exception that can be found");
	}

	@Test
	void asksForTheQualifiedNameWhereItMayHelp() {
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> resolve("OrderFailed", FailpointSource.CODE))
			.withMessage("Invalid exception in \"throw(OrderFailed)\" for failpoint \"p\": \"OrderFailed\" is not an "
					+ "exception that can be found; give the qualified name");
	}

	@ParameterizedTest
	@EnumSource
	void guessesWhatWasMeant(FailpointSource source) {
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> resolve("IlegalStateException", source))
			.withMessageEndingWith(", did you mean \"IllegalStateException\"?")
			.satisfies((ex) -> assertThat(ex.suggestions()).first().isEqualTo("IllegalStateException"));
	}

	@Test
	void refusesASimpleNameThatFitsTwoTypes() {
		site(TimeoutException.class, Other.TimeoutException.class);
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> resolve("TimeoutException", FailpointSource.CODE))
			.withMessageContaining("could be any of [io.github.failpoint.ThrowableFactoryTests$Other$TimeoutException, "
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
			.withMessageContaining("\"java.lang.OutOfMemoryError\" is not a type that may be thrown from outside; "
					+ "allowed are [ConnectException, IOException, IllegalArgumentException, IllegalStateException, "
					+ "RuntimeException, SocketTimeoutException, TimeoutException, UncheckedIOException] and what "
					+ "'failpoint.exceptions.allowed' adds");
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
		for (String type : List.of("Recorded", "io.github.failpoint.ThrowableFactoryTests$Recorded",
				"io.github.failpoint.ThrowableFactoryTests.Recorded", "java.util.ConcurrentModificationException")) {
			assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> resolve(type, source));
		}
		assertThat(loaded).isEmpty();
		assertThat(initialized).isFalse();
	}

	@Test
	void enablingFromCodeLoadsTheTypeThroughTheContextButDoesNotInitializeIt() {
		Set<String> loaded = recordLoading();
		resolve("io.github.failpoint.ThrowableFactoryTests$Recorded", FailpointSource.CODE);
		assertThat(loaded).containsExactly("io.github.failpoint.ThrowableFactoryTests$Recorded");
		assertThat(initialized).isFalse();
	}

	@Test
	void worksWithoutAContextClassLoader() {
		Thread.currentThread().setContextClassLoader(null);
		assertThat(resolve("io.github.failpoint.ThrowableFactoryTests.Nested", FailpointSource.CODE).type())
			.isEqualTo(Nested.class);
	}

	@Test
	void namesTheUncheckedSibling() {
		assertThat(resolve("FileNotFoundException", FailpointSource.CODE).uncheckedSibling())
			.isEqualTo("UncheckedIOException");
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
		return resolve(type.getName(), FailpointSource.CODE).create("message");
	}

	private ThrowableFactory resolve(String type, FailpointSource source) {
		return new ThrowableFactory.Resolver("p", "throw(" + type + ")", source, this.policy, this.sites).resolve(type);
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

	private static final class Other {

		@SuppressWarnings("serial")
		static final class TimeoutException extends Exception {

		}

	}

}
