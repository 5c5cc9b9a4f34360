package io.github.failpoint.demo.docs;

import java.net.http.HttpResponse;
import java.util.List;

import org.json.JSONException;
import org.json.JSONObject;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;
import org.skyscreamer.jsonassert.JSONCompareResult;
import org.skyscreamer.jsonassert.comparator.DefaultComparator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a page says that a command prints. Times, seeds and UUIDs may be any; so may a
 * value that is written as {@code "…"}, and after a key that is, others may follow.
 *
 * @param lines the lines
 */
record Answer(List<String> lines) {

	private static final String ANYTHING = "…";

	void verify(HttpResponse<String> response, boolean headers) throws JSONException {
		int blank = headers ? this.lines.indexOf("") : -1;
		if (headers) {
			List<String> head = this.lines.subList(0, (blank < 0) ? this.lines.size() : blank);
			assertThat(head.get(0)).isEqualTo("HTTP/1.1 " + response.statusCode());
			head.subList(1, head.size()).forEach((line) -> verifyHeader(line, response));
		}
		String body = (headers && blank < 0) ? ""
				: String.join("\n", this.lines.subList(blank + 1, this.lines.size())).strip();
		if (body.startsWith("{") || body.startsWith("[")) {
			JSONAssert.assertEquals(body, response.body(), new Comparator());
		}
		else {
			assertThat(response.body().strip()).isEqualTo(body);
		}
	}

	private static void verifyHeader(String line, HttpResponse<?> response) {
		String[] header = line.split(": ");
		assertThat(response.headers().allValues(header[0])).as(header[0]).containsExactly(header[1]);
	}

	private static final class Comparator extends DefaultComparator {

		private static final List<String> CHANGING = List.of("enabledAt", "expiresAt", "seed");

		private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

		Comparator() {
			super(JSONCompareMode.STRICT);
		}

		@Override
		public void compareJSON(String prefix, JSONObject expected, JSONObject actual, JSONCompareResult result)
				throws JSONException {
			checkJsonObjectKeysExpectedInActual(prefix, without(expected), actual, result);
			if (!expected.has(ANYTHING)) {
				checkJsonObjectKeysActualInExpected(prefix, expected, actual, result);
			}
		}

		@Override
		public void compareValues(String prefix, Object expected, Object actual, JSONCompareResult result)
				throws JSONException {
			if (!isFree(prefix, expected, actual)) {
				super.compareValues(prefix, expected, actual, result);
			}
		}

		private static boolean isFree(String prefix, Object expected, Object actual) {
			return ANYTHING.equals(expected) || CHANGING.contains(prefix.substring(prefix.lastIndexOf('.') + 1))
					|| (expected.toString().matches(UUID) && actual.toString().matches(UUID));
		}

		private static JSONObject without(JSONObject object) throws JSONException {
			JSONObject copy = new JSONObject(object.toString());
			copy.remove(ANYTHING);
			return copy;
		}

	}

}
