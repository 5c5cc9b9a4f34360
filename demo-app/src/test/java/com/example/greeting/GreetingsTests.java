package com.example.greeting;

import io.github.failpoint.test.WithFailpoint;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static io.github.failpoint.test.TestFailpoint.failpoint;
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

	@Test
	@WithFailpoint(name = "greetings.greet", terms = "1*return(Hi)")
	void aGreetingIsReplacedOnce() {
		assertThat(this.greetings.greet("Ada")).isEqualTo("Hi");
		assertThat(failpoint("greetings.greet")).wasTriggered(1)
			.wasTriggeredBy("com.example.greeting.Greetings.greet")
			.isExhausted();
	}

}
