package com.example.kit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.applications.Answer;
import io.github.failpoint.applications.Client;
import io.github.failpoint.test.WithFailpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static io.github.failpoint.test.TestFailpoint.failpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class KitTests {

	private static final Answer HELLO = new Answer(200, "hello");

	private final Client client;

	private final Greetings greetings;

	private final FailpointRegistry registry;

	KitTests(@Value("${local.server.port}") int port, @Autowired Greetings greetings,
			@Autowired FailpointRegistry registry) {
		this.client = Client.of(port);
		this.greetings = greetings;
		this.registry = registry;
	}

	@BeforeEach
	void nothingIsLeftFromBefore() {
		assertThat(this.greetings.greet()).isEqualTo("hello");
		assertThat(this.client.get("/greeting")).isEqualTo(HELLO);
	}

	@Test
	@WithFailpoint(name = "greetings.greet", terms = "2*throw(IllegalStateException)")
	void annotation() {
		assertThatIllegalStateException().isThrownBy(this.greetings::greet);
		this.client.get("/greeting").has(500);
		assertThat(this.client.get("/greeting")).isEqualTo(HELLO);
		assertThat(failpoint("greetings.greet")).wasTriggered(2).isExhausted();
	}

	@Test
	void registry() throws Exception {
		this.registry.enable("greetings.greet", "pause");
		CompletableFuture<Answer> paused = this.client.getLater("/greeting");
		failpoint("greetings.greet").awaitWaiting(1).releaseAll();
		assertThat(paused.get(60, TimeUnit.SECONDS)).isEqualTo(HELLO);
	}

}
