package io.github.failpoint;

import java.util.List;

import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.security.reactive.ReactiveManagementWebSecurityAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.BraveAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.MicrometerTracingAutoConfiguration;
import org.springframework.boot.autoconfigure.dao.PersistenceExceptionTranslationAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.security.reactive.ReactiveSecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.reactive.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/**
 * What Spring Boot 3 has elsewhere than Spring Boot 4.
 */
public final class BootLine {

	public static final Class<?> DATA_SOURCE = DataSourceAutoConfiguration.class;

	public static final Class<?> JACKSON = JacksonAutoConfiguration.class;

	public static final Class<?> JDBC_TEMPLATE = JdbcTemplateAutoConfiguration.class;

	public static final Class<?>[] METRICS = { MetricsAutoConfiguration.class,
			CompositeMeterRegistryAutoConfiguration.class };

	public static final Class<?> METRICS_SIMPLE = SimpleMetricsExportAutoConfiguration.class;

	public static final Class<?> METRICS_PROMETHEUS = PrometheusMetricsExportAutoConfiguration.class;

	public static final Class<?> OBSERVATION = ObservationAutoConfiguration.class;

	public static final Class<?>[] TRACING = { MicrometerTracingAutoConfiguration.class, BraveAutoConfiguration.class };

	public static final Class<?> PERSISTENCE_EXCEPTION_TRANSLATION = PersistenceExceptionTranslationAutoConfiguration.class;

	public static final Class<?> TRANSACTION = TransactionAutoConfiguration.class;

	public static final Class<?> TRANSACTION_MANAGER = DataSourceTransactionManagerAutoConfiguration.class;

	public static final Class<?> VALIDATION = ValidationAutoConfiguration.class;

	public static final String RETRY_INTERCEPTOR = "AnnotationAwareRetryOperationsInterceptor";

	/**
	 * What an application leaves out that has H2 but no database.
	 */
	public static final String EXCLUDED = DATA_SOURCE.getName();

	/**
	 * What an application leaves out that has Spring Security, but does not use it.
	 */
	public static final List<Class<?>> SECURITY = List.of(SecurityAutoConfiguration.class,
			SecurityFilterAutoConfiguration.class,
			UserDetailsServiceAutoConfiguration.class,
			ReactiveSecurityAutoConfiguration.class,
			ReactiveUserDetailsServiceAutoConfiguration.class,
			ManagementWebSecurityAutoConfiguration.class,
			ReactiveManagementWebSecurityAutoConfiguration.class);

	private BootLine() {
	}

	public static Object webServer(ApplicationContext context) {
		return ((WebServerApplicationContext) context).getWebServer();
	}

}
