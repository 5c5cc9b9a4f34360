package com.example.jpa;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.applications.Journey;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class JpaTests {

	@Test
	void withSpringDataJpa() throws Exception {
		ConfigurableApplicationContext application = SpringApplication.run(JpaApplication.class);
		Greetings greetings = application.getBean(Greetings.class);
		GreetingBook book = application.getBean(GreetingBook.class);
		book.add("hello");

		application.getBean(FailpointRegistry.class).enable("greetingBook.add", "1*throw(IllegalStateException)");
		assertThatIllegalStateException().isThrownBy(() -> book.add("hi"));
		assertThat(greetings.count()).isEqualTo(1);
		book.add("how do you do");
		assertThat(greetings.count()).isEqualTo(2);

		Journey.to(application.getEnvironment().getRequiredProperty("local.server.port", Integer.class))
			.run(application);
	}

}
