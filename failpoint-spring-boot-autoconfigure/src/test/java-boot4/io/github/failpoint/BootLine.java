package io.github.failpoint;

import java.util.List;

import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.brave.autoconfigure.BraveAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.PersistenceExceptionTranslationAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/**
 * What Spring Boot 4 has elsewhere than Spring Boot 3.
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

	public static final String RETRY_INTERCEPTOR = "RetryAnnotationInterceptor";

	/**
	 * What an application leaves out that has Netty and Tomcat, and H2 but no database.
	 */
	public static final String EXCLUDED = DATA_SOURCE.getName() + ","
			+ TomcatReactiveManagementContextAutoConfiguration.class.getName();

	/**
	 * What an application leaves out that has Spring Security, but does not use it.
	 */
	public static final List<Class<?>> SECURITY = List.of(SecurityAutoConfiguration.class,
			UserDetailsServiceAutoConfiguration.class,
			ReactiveUserDetailsServiceAutoConfiguration.class,
			ManagementWebSecurityAutoConfiguration.class,
			ReactiveManagementWebSecurityAutoConfiguration.class,
			SecurityFilterAutoConfiguration.class,
			ServletWebSecurityAutoConfiguration.class,
			ReactiveWebSecurityAutoConfiguration.class);

	private BootLine() {
	}

	public static Object webServer(ApplicationContext context) {
		return ((WebServerApplicationContext) context).getWebServer();
	}

}
