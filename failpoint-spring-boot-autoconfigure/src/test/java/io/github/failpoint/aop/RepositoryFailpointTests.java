package io.github.failpoint.aop;

import java.util.List;
import java.util.Optional;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.assertj.core.api.ThrowableTypeAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.CrudRepository;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for failpoints of Spring Data repositories.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepositoryFailpointTests {

	private static final String FAULT = "throw(org.springframework.dao.DataAccessResourceFailureException)";

	private ConfigurableApplicationContext context;

	private FailpointRegistry registry;

	private Books books;

	private Authors authors;

	@BeforeAll
	void startApplication() {
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.datasource.generate-unique-name=true", "spring.jpa.hibernate.ddl-auto=create")
			.run();
		this.registry = this.context.getBean(FailpointRegistry.class);
		this.books = this.context.getBean(Books.class);
		this.authors = this.context.getBean(Authors.class);
	}

	@AfterEach
	void cleanUp() {
		this.registry.disableAll();
		this.books.deleteAll();
	}

	@AfterAll
	void stopApplication() {
		this.context.close();
	}

	@Test
	void redeclaredMethodReachesItsFailpoint() {
		this.books.save(new Book(1, "a"));
		this.registry.enable("books.find", FAULT);
		assertThatFault().isThrownBy(() -> this.books.findById(1L));
		this.registry.enable("books.find", "return(null)");
		assertThat(this.books.findById(1L)).isEmpty();
		this.registry.disable("books.find");
		assertThat(this.books.findById(1L)).isPresent();
	}

	@Test
	void thrownExceptionIsTranslatedAsThoseOfTheRepositoryAre() {
		this.registry.enable("books.find", "throw(IllegalStateException)");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> this.books.findById(1L))
			.withCauseInstanceOf(IllegalStateException.class);
	}

	@Test
	void queryMethodReachesItsFailpoint() {
		this.registry.enableAll("books.countByTitle=return(42);books.titles=return(\"x,y\")");
		assertThat(this.books.countByTitle("a")).isEqualTo(42);
		assertThat(this.books.titles()).containsExactly("x", "y");
	}

	@Test
	void defaultMethodReachesItsFailpointAndThoseOfWhatItCalls() {
		this.registry.enable("books.countByTitle", "return(42)");
		assertThat(this.books.has("a")).isTrue();
		this.registry.enable("books.has", "return(false)");
		assertThat(this.books.has("a")).isFalse();
	}

	@Test
	void throwAfterTheMethodRollsBack() {
		boolean[] active = new boolean[1];
		this.registry.enable("books.save", (call) -> {
			active[0] = TransactionSynchronizationManager.isActualTransactionActive();
			throw new DataAccessResourceFailureException("fault");
		});
		assertThatFault().isThrownBy(() -> this.books.save(new Book(1, "a")));
		assertThat(active[0]).isTrue();
		assertThat(this.books.count()).isZero();
	}

	@Test
	void outermostFailpointStandsOutsideTheTransaction() {
		assertThat(FailpointContexts.chain(this.books)).startsWith("FailpointInterceptor");
		this.registry.enable("books.lostAnswer", FAULT);
		assertThatFault().isThrownBy(() -> this.books.saveAndFlush(new Book(1, "a")));
		assertThat(this.books.count()).isEqualTo(1);
	}

	@Test
	void annotationOfTheInterfaceCoversInheritedMethods() {
		this.registry.enable("authors.deleteAll", FAULT);
		assertThatFault().isThrownBy(this.authors::deleteAll);
		this.registry.enable("authors.count", "return(7)");
		assertThat(this.authors.count()).isEqualTo(7);
		this.registry.enable("authors.findByName", FAULT);
		assertThatFault().isThrownBy(() -> this.authors.findByName("a"));
	}

	@Test
	void repositoryWithoutAnnotationIsLeftAlone() {
		assertThat(FailpointContexts.chain(this.context.getBean(Plain.class))).doesNotContain("FailpointInterceptor");
		assertThat(FailpointContexts.declaredByBeans(this.registry)).noneMatch((name) -> name.startsWith("plain."));
	}

	@Test
	void failpointStandsDirectlyBeforeWhatRunsTheQuery() {
		assertThat(FailpointContexts.chain(this.books)).containsSubsequence("TransactionInterceptor",
				"FailpointInterceptor", "DefaultMethodInvokingMethodInterceptor", "QueryExecutorMethodInterceptor",
				"ImplementationMethodExecutionInterceptor");
	}

	private static ThrowableTypeAssert<DataAccessResourceFailureException> assertThatFault() {
		return assertThatExceptionOfType(DataAccessResourceFailureException.class);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableJpaRepositories(considerNestedRepositories = true)
	static class Application {

	}

	interface Books extends JpaRepository<Book, Long> {

		@Override
		@Failpoint("books.find")
		Optional<Book> findById(Long id);

		@Override
		@Failpoint(name = "books.save", at = Failpoint.At.AFTER)
		<S extends Book> S save(S book);

		@Override
		@Failpoint(name = "books.lostAnswer", at = Failpoint.At.AFTER, position = Failpoint.Position.OUTERMOST)
		<S extends Book> S saveAndFlush(S book);

		@Failpoint
		long countByTitle(String title);

		@Failpoint
		@Query("select b.title from RepositoryFailpointTests$Book b")
		List<String> titles();

		@Failpoint
		default boolean has(String title) {
			return countByTitle(title) > 0;
		}

	}

	@Failpoint
	interface Authors extends CrudRepository<Author, Long> {

		List<Author> findByName(String name);

	}

	interface Plain extends CrudRepository<Author, Long> {

	}

	@Entity
	static class Book {

		@Id
		private long id;

		private String title;

		Book() {
		}

		Book(long id, String title) {
			this.id = id;
			this.title = title;
		}

		long getId() {
			return this.id;
		}

		String getTitle() {
			return this.title;
		}

	}

	@Entity
	static class Author {

		@Id
		private long id;

		private String name;

		long getId() {
			return this.id;
		}

		String getName() {
			return this.name;
		}

	}

}
