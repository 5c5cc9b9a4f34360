package io.github.failpoint.actuate.endpoint;

import java.util.function.Function;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.reactor.ReactorFailpoints;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailpointsEndpoint} behind Spring Security on Netty.
 */
class SecuredEndpointReactiveTests extends AbstractSecuredEndpointTests {

	@Override
	EndpointApplication run(String... properties) {
		return EndpointApplication.run(WebApplicationType.REACTIVE, RolesConfiguration.class, properties);
	}

	@Override
	EndpointApplication runWithDefaults(String... properties) {
		return EndpointApplication.run(WebApplicationType.REACTIVE,
				FailpointsEndpointReactiveTests.ReactiveConfiguration.class, properties);
	}

	@Override
	EndpointApplication runWithOtherChain(String... properties) {
		return EndpointApplication.run(WebApplicationType.REACTIVE, OtherChainConfiguration.class, properties);
	}

	/**
	 * What runs on a thread of Netty does not know the request.
	 */
	@Override
	void assertRemoteAddress(AuditEvent event) {
		assertThat(event.getData()).doesNotContainKey("remoteAddress");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(FailpointsEndpointReactiveTests.ReactiveConfiguration.class)
	static class OtherChainConfiguration {

		@Bean
		SecurityWebFilterChain apiSecurity(ServerHttpSecurity http) {
			return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/api/**"))
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ AuditTrail.class, FailpointsEndpointReactiveTests.ReactiveConfiguration.class })
	static class RolesConfiguration {

		@Bean
		SecurityWebFilterChain actuatorSecurity(ServerHttpSecurity http) {
			return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/actuator/**"))
				.authorizeExchange((exchanges) -> exchanges.pathMatchers(HttpMethod.GET)
					.authenticated()
					.anyExchange()
					.hasRole("OPERATOR"))
				.httpBasic(Customizer.withDefaults())
				.csrf((csrf) -> csrf.disable())
				.build();
		}

		@Bean
		ReactiveUserDetailsService users(FailpointRegistry registry) {
			ReactiveUserDetailsService users = new MapReactiveUserDetailsService(USERS);
			Function<Publisher<UserDetails>, Publisher<UserDetails>> find = ReactorFailpoints
				.before(registry.failpoint("users.find"), UserDetails.class);
			return (name) -> Mono.from(find.apply(users.findByUsername(name))).subscribeOn(Schedulers.boundedElastic());
		}

	}

}
