package com.example.servlet;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.applications.Client;
import io.github.failpoint.applications.Journey;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class ServletTests {

	@Test
	void asItComes() throws Exception {
		ConfigurableApplicationContext application = SpringApplication.run(ServletApplication.class);
		Journey.to(port(application, "local.server.port")).run(application);
	}

	@Test
	void lazyInitialization() throws Exception {
		ConfigurableApplicationContext application = SpringApplication.run(ServletApplication.class,
				"--spring.main.lazy-initialization=true");
		Journey.to(port(application, "local.server.port")).run(application);
	}

	@Test
	void interfaceProxies() throws Exception {
		ConfigurableApplicationContext application = SpringApplication.run(ServletApplication.class,
				"--spring.aop.proxy-target-class=false");
		assertThat(AopUtils.isJdkDynamicProxy(application.getBean(Greetings.class))).isTrue();
		Journey.to(port(application, "local.server.port")).run(application);
	}

	@Test
	void managementPort() throws Exception {
		ConfigurableApplicationContext application = SpringApplication.run(ServletApplication.class,
				"--management.server.port=0");
		Journey
			.of(Client.of(port(application, "local.server.port")),
					Client.of(port(application, "local.management.port")))
			.run(application);
	}

	@Test
	void parentAndChildContext() throws Exception {
		ConfigurableApplicationContext parent = new SpringApplicationBuilder(Parent.class).web(WebApplicationType.NONE)
			.run();
		ConfigurableApplicationContext application = new SpringApplicationBuilder(ServletApplication.class)
			.parent(parent)
			.run();
		assertThat(application.getBean(FailpointRegistry.class)).isSameAs(parent.getBean(FailpointRegistry.class));
		Journey.to(port(application, "local.server.port")).run(parent);
	}

	@Test
	void switchedOff() {
		try (ConfigurableApplicationContext application = SpringApplication.run(ServletApplication.class,
				"--failpoint.enabled=false")) {
			Client client = Client.of(port(application, "local.server.port"));
			client.get("/greeting").has(200).contains("hello");
			client.get("/actuator/failpoints").has(404);
			assertThat(AopUtils.isAopProxy(application.getBean(Greetings.class))).isFalse();
		}
	}

	private static int port(ConfigurableApplicationContext application, String property) {
		return application.getEnvironment().getRequiredProperty(property, Integer.class);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Parent {

	}

}
