package com.example.plain;

import java.util.List;

import io.github.failpoint.applications.Journey;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

class PlainTests {

	@Test
	void withoutReactorRxJavaKotlinAndJackson() throws Exception {
		assertThat(List.of("reactor.core.publisher.Mono", "io.reactivex.rxjava3.core.Flowable", "kotlin.Unit",
				"com.fasterxml.jackson.databind.ObjectMapper", "tools.jackson.databind.json.JsonMapper"))
			.noneMatch((type) -> ClassUtils.isPresent(type, null));
		ConfigurableApplicationContext application = SpringApplication.run(PlainApplication.class);
		Journey.to(application.getEnvironment().getRequiredProperty("local.server.port", Integer.class))
			.run(application);
	}

}
