package com.example.noactuator;

import java.util.List;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.applications.Client;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

class NoActuatorTests {

	@Test
	void withoutActuator() {
		assertThat(List.of("org.springframework.boot.actuate.endpoint.annotation.Endpoint")).noneMatch((type) -> ClassUtils.isPresent(type, null));
		try (ConfigurableApplicationContext application = SpringApplication.run(NoActuatorApplication.class)) {
			Client client = Client.of(application.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			client.get("/greeting").has(500);
			client.get("/greeting").has(200).contains("hello");
			FailpointRegistry registry = application.getBean(FailpointRegistry.class);
			registry.enable("greetings.greet", "return(goodbye)");
			client.get("/greeting").has(200).contains("goodbye");
			registry.disable("greetings.greet");
			client.get("/greeting").has(200).contains("hello");
		}
	}

}
