package io.github.failpoint.autoconfigure;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.web.client.ResourceAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AllowedExceptionsTests {

	private static final AtomicBoolean initialized = new AtomicBoolean();

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void defaultsAreThoseOfJdbcAndSpring() {
		assertThat(allowed()).containsExactlyInAnyOrder(SQLException.class, SQLTransientConnectionException.class,
				DataAccessResourceFailureException.class, QueryTimeoutException.class,
				OptimisticLockingFailureException.class, CannotAcquireLockException.class,
				ResourceAccessException.class);
	}

	@Test
	void defaultsOfAbsentLibrariesAreLeftOut() {
		ClassLoader classLoader = new FilteredClassLoader("org.springframework.dao", "org.springframework.web");
		assertThat(AllowedExceptions.of(this.environment, classLoader)).containsExactlyInAnyOrder(SQLException.class,
				SQLTransientConnectionException.class);
	}

	@Test
	void propertyAddsTypes() {
		this.environment.setProperty("failpoint.exceptions.allowed",
				ArithmeticException.class.getName() + ", " + Nested.class.getCanonicalName());
		assertThat(allowed()).contains(ArithmeticException.class, Nested.class, SQLException.class);
	}

	@Test
	void listedPropertiesAddTypes() {
		this.environment.setProperty("failpoint.exceptions.allowed[0]", ArithmeticException.class.getName());
		this.environment.setProperty("failpoint.exceptions.allowed[1]", OutOfMemoryError.class.getName());
		assertThat(allowed()).contains(ArithmeticException.class, OutOfMemoryError.class);
	}

	@Test
	void typesAreNotInitialized() {
		this.environment.setProperty("failpoint.exceptions.allowed", Loud.class.getName());
		assertThat(allowed()).contains(Loud.class);
		assertThat(initialized).isFalse();
	}

	@Test
	void simpleNamesAreNotFound() {
		this.environment.setProperty("failpoint.exceptions.allowed", "TimeoutException");
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(this::allowed)
			.withMessageContaining("the class \"TimeoutException\" is not found");
	}

	private Set<Class<? extends Throwable>> allowed() {
		return AllowedExceptions.of(this.environment, getClass().getClassLoader());
	}

	static class Nested extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	static class Loud extends RuntimeException {

		private static final long serialVersionUID = 1L;

		static {
			initialized.set(true);
		}

	}

}
