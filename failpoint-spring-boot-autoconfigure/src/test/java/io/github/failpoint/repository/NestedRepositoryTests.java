package io.github.failpoint.repository;

import java.util.List;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.Repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for failpoints of repositories whose proxy has a proxy, and of what is behind.
 */
class NestedRepositoryTests {

	@Test
	void faultBeforeTheCommitOfACachedRepositoryRollsBack() {
		try (ConfigurableApplicationContext context = start()) {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			Visits visits = context.getBean(Visits.class);
			assertThat(AopProxyUtils.getSingletonTarget(visits)).as("a proxy of a proxy")
				.isInstanceOf(Repository.class);
			registry.enable("visits.saved", "1*throw(IllegalStateException)");
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> visits.save(new Visit()))
				.withCauseInstanceOf(IllegalStateException.class);
			assertThat(visits.count()).isZero();
			visits.save(new Visit());
			assertThat(visits.count()).isOne();
			registry.enable("visits.answer", "throw(IllegalStateException)");
			assertThatIllegalStateException().isThrownBy(() -> visits.save(new Visit()));
			assertThat(visits.count()).as("the transaction is over").isEqualTo(2);
		}
	}

	@Test
	void fragmentBehindItsRepositoryCountsOneCallOnce() {
		try (ConfigurableApplicationContext context = start()) {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			Visits visits = context.getBean(Visits.class);
			registry.enable("visits.lost", "1*off->1*throw(IllegalStateException)");
			assertThat(visits.findLost()).isEmpty();
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(visits::findLost);
			assertThat(visits.findLost()).isEmpty();
			assertThat(registry.status("visits.lost").orElseThrow().sites()).hasSize(1);
		}
	}

	@Test
	void cachedFaultOutlivesDisabling() {
		try (ConfigurableApplicationContext context = start()) {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			Visits visits = context.getBean(Visits.class);
			registry.enable("visits.all", "return([])");
			visits.save(new Visit());
			assertThat(visits.findAll()).isEmpty();
			registry.disable("visits.all");
			assertThat(visits.findAll()).isEmpty();
			visits.save(new Visit());
			assertThat(visits.findAll()).hasSize(2);
		}
	}

	private static ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.datasource.generate-unique-name=true", "spring.jpa.hibernate.ddl-auto=create")
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	@EnableJpaRepositories(considerNestedRepositories = true)
	static class Application {

		@Bean
		CacheManager cacheManager() {
			return new ConcurrentMapCacheManager();
		}

	}

	interface LostVisits {

		@Failpoint("visits.lost")
		List<Visit> findLost();

	}

	static class LostVisitsImpl implements LostVisits {

		@Override
		public List<Visit> findLost() {
			return List.of();
		}

	}

	interface Visits extends CrudRepository<Visit, Long>, LostVisits {

		@Override
		@CacheEvict(cacheNames = "visits", allEntries = true)
		@Failpoint(name = "visits.saved", at = Failpoint.At.AFTER)
		@Failpoint(name = "visits.answer", at = Failpoint.At.AFTER, position = Failpoint.Position.OUTERMOST)
		<S extends Visit> S save(S visit);

		@Override
		@Cacheable("visits")
		@Failpoint("visits.all")
		List<Visit> findAll();

	}

	@Entity(name = "NestedVisit")
	static class Visit {

		@Id
		@GeneratedValue
		private Long id;

		Long getId() {
			return this.id;
		}

	}

}
