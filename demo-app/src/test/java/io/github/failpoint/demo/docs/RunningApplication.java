package io.github.failpoint.demo.docs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.failpoint.AwaitOutcome;
import io.github.failpoint.FailpointRegistry;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that a page talks to, started afresh on free ports.
 */
final class RunningApplication implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofMinutes(10);

	private static final String FAILPOINT = "/actuator/failpoints/";

	private final HttpClient client = HttpClient.newHttpClient();

	private final List<CompletableFuture<HttpResponse<String>>> inBackground = new ArrayList<>();

	private final ConfigurableApplicationContext context;

	private String changed = "";

	RunningApplication(Class<?> application, PropertySource<?> properties) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(application)
			.initializers((context) -> context.getEnvironment().getPropertySources().addFirst(properties))
			.initializers((context) -> context.getEnvironment().getPropertySources().addFirst(FreePorts.of(context)));
		this.context = Configuration.isOfShop(application) ? builder.run()
				: builder.run("--spring.config.name=" + application.getSimpleName());
	}

	/**
	 * Run a command and compare what it prints.
	 */
	void run(Command command, Answer answer) throws Exception {
		HttpRequest request = command.request(this::address);
		if (request.method().equals("POST") && request.uri().getPath().startsWith(FAILPOINT)) {
			this.changed = request.uri().getPath().substring(FAILPOINT.length());
		}
		if (command.isBackground()) {
			this.inBackground.add(this.client.sendAsync(request, BodyHandlers.ofString()));
			FailpointRegistry registry = this.context.getBean(FailpointRegistry.class);
			assertThat(registry.awaitWaiting(this.changed, this.inBackground.size(), LIMIT))
				.isEqualTo(AwaitOutcome.REACHED);
		}
		else {
			answer.verify(send(request), command.includesHeaders());
		}
	}

	/**
	 * Return what is at an address.
	 */
	String get(String address) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(URI.create("http://" + address(address))).build()).body();
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return this.client.send(request, BodyHandlers.ofString());
	}

	private String address(String address) {
		return address.replace(":8080", ":" + port("local.server.port"))
			.replace(":8081", ":" + port("local.management.port"));
	}

	private String port(String name) {
		return this.context.getEnvironment().getProperty(name, "0");
	}

	@Override
	public void close() {
		try {
			assertThat(this.inBackground).allSatisfy((response) -> assertThat(response).succeedsWithin(LIMIT)
				.matches((answer) -> answer.statusCode() < 300));
		}
		finally {
			this.context.close();
		}
	}

}
