package io.github.failpoint.applications;

import java.net.http.HttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An answer over HTTP.
 *
 * @param status the status code
 * @param body the body
 */
public record Answer(int status, String body) {

	static Answer of(HttpResponse<String> response) {
		return new Answer(response.statusCode(), response.body());
	}

	/**
	 * Assert the status.
	 * @param expected the status code
	 * @return this answer
	 */
	public Answer has(int expected) {
		assertThat(this.status).as(this.body).isEqualTo(expected);
		return this;
	}

	/**
	 * Assert what the body contains.
	 * @param parts the parts
	 * @return this answer
	 */
	public Answer contains(String... parts) {
		assertThat(this.body).contains(parts);
		return this;
	}

}
