package io.github.failpoint.actuate.endpoint;

import java.net.http.HttpResponse;

import com.jayway.jsonpath.JsonPath;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a server answered.
 *
 * @param status the status
 * @param body the body
 */
record Answer(int status, String body) {

	static Answer of(HttpResponse<String> response) {
		return new Answer(response.statusCode(), response.body());
	}

	<T> T read(String path) {
		return JsonPath.read(this.body, path);
	}

	Answer assertStatus(int expected) {
		assertThat(this.status).as(this.body).isEqualTo(expected);
		return this;
	}

	Answer assertProblem(int expected) {
		assertStatus(expected);
		assertThat(this.<String>read("$.message")).isNotBlank().doesNotContain("\n");
		assertThat(this.body).doesNotContain("\"error\"");
		return this;
	}

	Answer assertClientError() {
		assertThat(this.status).as(this.body).isBetween(400, 499);
		return this;
	}

}
