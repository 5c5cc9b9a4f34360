package io.github.failpoint.actuate.endpoint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Talks to a server under test.
 *
 * @param http the client
 * @param root the root of all requests
 * @param headers the headers of all requests
 */
record EndpointClient(HttpClient http, String root, Map<String, String> headers) {

	static final Duration TIMEOUT = Duration.ofMinutes(10);

	static EndpointClient of(String root) {
		return new EndpointClient(HttpClient.newHttpClient(), root, Map.of());
	}

	/**
	 * Return a client with a user and a password.
	 */
	EndpointClient as(String user, String password) {
		byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
		return new EndpointClient(this.http, this.root,
				Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials)));
	}

	Answer get(String path) {
		return send(request(path).GET());
	}

	CompletableFuture<Answer> getAsync(String path) {
		return this.http.sendAsync(request(path).GET().build(), BodyHandlers.ofString()).thenApply(Answer::of);
	}

	/**
	 * Return the version of HTTP that this client and the server have agreed on.
	 */
	HttpClient.Version version(String path) {
		return exchange(request(path).GET()).version();
	}

	Answer post(String path, String body) {
		return post(path, "application/json", body);
	}

	Answer post(String path, String contentType, String body) {
		return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
	}

	/**
	 * Send a body whose length the server does not know.
	 */
	Answer postChunked(String path, String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		return send(request(path).header("Content-Type", "application/json")
			.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))));
	}

	Answer delete(String path) {
		return send(request(path).DELETE());
	}

	Answer send(String method, String path) {
		return send(request(path).method(method, BodyPublishers.noBody()));
	}

	private HttpRequest.Builder request(String path) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.root + path)).timeout(TIMEOUT);
		this.headers.forEach(request::header);
		return request;
	}

	private Answer send(HttpRequest.Builder request) {
		return Answer.of(exchange(request));
	}

	private HttpResponse<String> exchange(HttpRequest.Builder request) {
		try {
			return this.http.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
