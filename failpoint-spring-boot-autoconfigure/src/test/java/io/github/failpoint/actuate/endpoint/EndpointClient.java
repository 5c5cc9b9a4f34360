package io.github.failpoint.actuate.endpoint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Talks to a server under test.
 *
 * @param http the client
 * @param root the root of all requests
 */
record EndpointClient(HttpClient http, String root) {

	static final Duration TIMEOUT = Duration.ofSeconds(30);

	static EndpointClient of(String root) {
		return new EndpointClient(HttpClient.newHttpClient(), root);
	}

	Answer get(String path) {
		return send(request(path).GET());
	}

	Answer post(String path, String body) {
		return post(path, "application/json", body);
	}

	Answer post(String path, String contentType, String body) {
		return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
	}

	Answer delete(String path) {
		return send(request(path).DELETE());
	}

	Answer send(String method, String path) {
		return send(request(path).method(method, BodyPublishers.noBody()));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.root + path)).timeout(TIMEOUT);
	}

	private Answer send(HttpRequest.Builder request) {
		try {
			return Answer.of(this.http.send(request.build(), BodyHandlers.ofString()));
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
