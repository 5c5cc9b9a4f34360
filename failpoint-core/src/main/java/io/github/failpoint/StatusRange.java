package io.github.failpoint;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The statuses that exceptions of a type may have.
 */
enum StatusRange {

	/**
	 * What a client did wrong.
	 */
	CLIENT_ERROR(400, 499, "429 slow down"),

	/**
	 * What a server did wrong.
	 */
	SERVER_ERROR(500, 599, "503 maintenance"),

	/**
	 * What either did wrong.
	 */
	ERROR(400, 599, "503 maintenance"),

	/**
	 * Nobody knows.
	 */
	ANY(100, 599, "503 maintenance");

	private static final Map<String, StatusRange> BY_TYPE = Map.of(
			"org.springframework.web.client.HttpClientErrorException", CLIENT_ERROR,
			"org.springframework.web.client.HttpServerErrorException", SERVER_ERROR,
			"org.springframework.web.client.HttpStatusCodeException", ERROR,
			"org.springframework.web.reactive.function.client.WebClientResponseException", ERROR,
			"org.springframework.web.server.ResponseStatusException", ERROR);

	private final int first;

	private final int last;

	private final String example;

	StatusRange(int first, int last, String example) {
		this.first = first;
		this.last = last;
		this.example = example;
	}

	/**
	 * Find the statuses of a type: those of the nearest class that says something.
	 */
	static StatusRange of(Class<? extends Throwable> type) {
		return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
			.map(Class::getName)
			.filter(BY_TYPE::containsKey)
			.findFirst()
			.map(BY_TYPE::get)
			.orElse(ANY);
	}

	boolean contains(int status) {
		return this.first <= status && status <= this.last;
	}

	/**
	 * Return what would be right.
	 */
	String rule(String type) {
		return "takes a status from " + this.first + " to " + this.last + " before its message, as in throw(" + type
				+ ", " + this.example + ")";
	}

}
