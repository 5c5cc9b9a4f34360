package com.example.greeting;

import io.github.failpoint.test.WithFailpoint;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@SpringBootTest
class GreetingsTests {

	@Autowired
	Greetings greetings;

	@Test
	@WithFailpoint(name = "greetings.greet", terms = "1*throw(IllegalStateException)")
	void theSecondGreetingWorks() {
		assertThatIllegalStateException().isThrownBy(() -> this.greetings.greet("Ada"));
		assertThat(this.greetings.greet("Ada")).isEqualTo("Hello Ada");
	}

}
