package com.example.greeting;

import io.github.failpoint.FailpointRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@SpringBootTest
class GreetingsTests {

	@Autowired
	Greetings greetings;

	@Autowired
	FailpointRegistry failpoints;

	@AfterEach
	void disableAll() {
		this.failpoints.disableAll();
	}

	@Test
	void theSecondGreetingWorks() {
		this.failpoints.enable("greetings.greet", "1*throw(IllegalStateException)");
		assertThatIllegalStateException().isThrownBy(() -> this.greetings.greet("Ada"));
		assertThat(this.greetings.greet("Ada")).isEqualTo("Hello Ada");
	}

}
