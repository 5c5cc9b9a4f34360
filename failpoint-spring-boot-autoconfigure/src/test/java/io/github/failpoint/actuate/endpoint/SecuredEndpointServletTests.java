package io.github.failpoint.actuate.endpoint;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailpointsEndpoint} behind Spring Security on Tomcat.
 */
class SecuredEndpointServletTests extends AbstractSecuredEndpointTests {

	@Override
	EndpointApplication run(String... properties) {
		return EndpointApplication.run(WebApplicationType.SERVLET, RolesConfiguration.class, properties);
	}

	@Override
	EndpointApplication runWithDefaults(String... properties) {
		return EndpointApplication.run(WebApplicationType.SERVLET, ServletConfiguration.class, properties);
	}

	@Override
	EndpointApplication runWithOtherChain(String... properties) {
		return EndpointApplication.run(WebApplicationType.SERVLET, OtherChainConfiguration.class, properties);
	}

	@Test
	void everybodyIsWarnedIfTheChainsIgnoreTheEndpoint(CapturedOutput output) {
		EndpointApplication
			.run(WebApplicationType.SERVLET, IgnoringConfiguration.class, secured(),
					"server.servlet.context-path=/shop")
			.close();
		assertThat(output).contains("since no filter chain of Spring Security is for it");
	}

	@Override
	void assertRemoteAddress(AuditEvent event) {
		assertThat(event.getData().get("remoteAddress")).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
	}

	@Configuration(proxyBeanMethods = false)
	static class ServletConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherChainConfiguration {

		@Bean
		SecurityFilterChain apiSecurity(HttpSecurity http) throws Exception {
			return http.securityMatcher("/api/**").httpBasic(Customizer.withDefaults()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class IgnoringConfiguration {

		@Bean
		WebSecurityCustomizer ignoring() {
			return (web) -> web.ignoring().requestMatchers("/actuator/**");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(AuditTrail.class)
	static class RolesConfiguration {

		@Bean
		SecurityFilterChain actuatorSecurity(HttpSecurity http) throws Exception {
			return http.securityMatcher("/actuator/**")
				.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.GET)
					.authenticated()
					.anyRequest()
					.hasRole("OPERATOR"))
				.httpBasic(Customizer.withDefaults())
				.csrf((csrf) -> csrf.disable())
				.build();
		}

		@Bean
		UserDetailsService users(FailpointRegistry registry) {
			FailpointHandle find = registry.failpoint("users.find");
			UserDetailsService users = new InMemoryUserDetailsManager(USERS);
			return (name) -> {
				find.hit();
				return users.loadUserByUsername(name);
			};
		}

	}

}
