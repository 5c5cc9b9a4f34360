package io.github.failpoint.aop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.Executors;

import io.github.failpoint.BootNetty;
import io.github.failpoint.Exclusions;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.SettingRefusedException;
import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EventLoopHandlers}, on Netty.
 */
class EventLoopHandlersTests {

	@Test
	void whatWaitsIsRefusedWhereItIsKnownThatOnlyAnEventLoopComes() throws Exception {
		try (ConfigurableApplicationContext context = run(WebApplicationType.REACTIVE, BootNetty.class)) {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			assertThatExceptionOfType(SettingRefusedException.class)
				.isThrownBy(() -> registry.enable("plain", "1*sleep(1h)"))
				.withMessageContaining("Handlers.plain() runs on an event loop, which must not be held");
			registry.enable("mono", "1*sleep(1ms)");
			registry.enable("service", "sleep(1h)");
			registry.enable("plain", "1*return(early)->off");
			assertThat(get(context, "plain")).isEqualTo("early");
			assertThat(get(context, "mono")).isEqualTo("mono");
			assertThat(get(context, "plain")).isEqualTo("service");
			assertThat(registry.status("mono").orElseThrow().triggers()).isOne();
			assertThat(registry.status("service").orElseThrow().suppressed())
				.isEqualTo(Map.of(FailpointStatus.Reason.EVENT_LOOP, 1L));
		}
	}

	@Test
	void whatWaitsIsTakenWhereOtherThreadsMayCome() throws Exception {
		try (ConfigurableApplicationContext context = run(WebApplicationType.REACTIVE, BootNetty.class,
				OwnThreads.class)) {
			waits(context);
		}
		try (ConfigurableApplicationContext context = run(WebApplicationType.SERVLET)) {
			waits(context);
		}
	}

	private static void waits(ConfigurableApplicationContext context) throws Exception {
		FailpointRegistry registry = context.getBean(FailpointRegistry.class);
		registry.enable("plain", "1*sleep(1ms)");
		assertThat(get(context, "plain")).isEqualTo("service");
		assertThat(registry.status("plain").orElseThrow().triggers()).isOne();
	}

	private static ConfigurableApplicationContext run(WebApplicationType type, Class<?>... configuration) {
		return new SpringApplicationBuilder(Application.class).sources(configuration)
			.web(type)
			.properties(Exclusions.withSecurity(), "server.port=0", "spring.main.banner-mode=off")
			.run();
	}

	private static String get(ConfigurableApplicationContext context, String path) throws Exception {
		URI uri = URI.create(
				"http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port") + "/" + path);
		return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Handlers.class, Service.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnThreads implements WebFluxConfigurer {

		@Override
		public void configureBlockingExecution(BlockingExecutionConfigurer configurer) {
			configurer.setExecutor(new TaskExecutorAdapter(Executors.newCachedThreadPool((task) -> {
				Thread thread = new Thread(task);
				thread.setDaemon(true);
				return thread;
			})));
		}

	}

	@RestController
	static class Handlers {

		private final Service service;

		Handlers(Service service) {
			this.service = service;
		}

		@GetMapping("/plain")
		@Failpoint("plain")
		public String plain() {
			return this.service.answer();
		}

		@GetMapping("/mono")
		@Failpoint("mono")
		public Mono<String> mono() {
			return Mono.just("mono");
		}

	}

	static class Service {

		@Failpoint("service")
		public String answer() {
			return "service";
		}

	}

}
