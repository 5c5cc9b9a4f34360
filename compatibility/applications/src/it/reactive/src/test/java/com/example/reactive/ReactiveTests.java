package com.example.reactive;

import io.github.failpoint.applications.Journey;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class ReactiveTests {

	@Test
	void onNetty() throws Exception {
		ConfigurableApplicationContext application = SpringApplication.run(ReactiveApplication.class);
		Journey.to(application.getEnvironment().getRequiredProperty("local.server.port", Integer.class))
			.run(application);
	}

}
