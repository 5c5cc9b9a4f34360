package com.example.security;

import io.github.failpoint.applications.Client;
import io.github.failpoint.applications.Journey;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class SecurityTests {

	@Test
	void withSpringSecurity() throws Exception {
		ConfigurableApplicationContext application = SpringApplication.run(SecurityApplication.class);
		Client client = Client.of(application.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
		client.get("/actuator/failpoints").has(401);
		client.post("/actuator/failpoints/greetings.greet", "{\"terms\": \"pause\"}").has(401);
		Journey.of(client, client.as("operator", "secret")).run(application);
	}

}
