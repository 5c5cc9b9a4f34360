package io.github.failpoint.applications;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/**
 * Talks to an application over HTTP.
 */
public final class Client {

	private final HttpClient http = HttpClient.newHttpClient();

	private final String root;

	private final String authorization;

	private Client(String root, String authorization) {
		this.root = root;
		this.authorization = authorization;
	}

	/**
	 * Return a client of an application on this machine.
	 * @param port the application's port
	 * @return the client
	 */
	public static Client of(int port) {
		return new Client("http://localhost:" + port, "");
	}

	/**
	 * Return a client that is logged in.
	 * @param user the user
	 * @param password the user's password
	 * @return the client
	 */
	public Client as(String user, String password) {
		byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
		return new Client(this.root, "Basic " + Base64.getEncoder().encodeToString(credentials));
	}

	/**
	 * Get a page.
	 * @param path its path
	 * @return the answer
	 */
	public Answer get(String path) {
		return send("GET", path, BodyPublishers.noBody());
	}

	/**
	 * Get a page without waiting for it.
	 * @param path its path
	 * @return the answer to come
	 */
	public CompletableFuture<Answer> getLater(String path) {
		return this.http.sendAsync(request("GET", path, BodyPublishers.noBody()), BodyHandlers.ofString())
			.thenApply(Answer::of);
	}

	/**
	 * Post JSON.
	 * @param path where to
	 * @param json the body
	 * @return the answer
	 */
	public Answer post(String path, String json) {
		return send("POST", path, BodyPublishers.ofString(json));
	}

	/**
	 * Delete what is there.
	 * @param path its path
	 * @return the answer
	 */
	public Answer delete(String path) {
		return send("DELETE", path, BodyPublishers.noBody());
	}

	private Answer send(String method, String path, BodyPublisher body) {
		try {
			return Answer.of(this.http.send(request(method, path, body), BodyHandlers.ofString()));
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(method + " " + this.root + path, ex);
		}
	}

	private HttpRequest request(String method, String path, BodyPublisher body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.root + path))
			.method(method, body)
			.timeout(Duration.ofSeconds(60))
			.header("Content-Type", "application/json");
		if (!this.authorization.isEmpty()) {
			request.header("Authorization", this.authorization);
		}
		return request.build();
	}

}
