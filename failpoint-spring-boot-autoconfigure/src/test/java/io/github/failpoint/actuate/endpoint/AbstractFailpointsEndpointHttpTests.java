package io.github.failpoint.actuate.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.github.failpoint.AwaitOutcome;
import io.github.failpoint.FailpointListener;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.SiteSignature;
import org.jspecify.annotations.Nullable;
import org.json.JSONException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skyscreamer.jsonassert.JSONAssert;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint answers over HTTP, on any server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
abstract class AbstractFailpointsEndpointHttpTests {

	static final String ENDPOINT = "/actuator/failpoints";

	static final String COMMIT = ENDPOINT + "/orders.commit";

	private static final Duration TIMEOUT = EndpointClient.TIMEOUT;

	private EndpointApplication application;

	FailpointRegistry registry;

	EndpointClient client;

	abstract EndpointApplication run(String... properties);

	@BeforeAll
	void start() {
		this.application = run();
		this.registry = this.application.registry();
		this.client = this.application.client();
		this.registry.failpoint("orders.place");
		this.registry.declare("billing.total", new SiteSignature("Billing.total()", int.class, List.of()));
	}

	@AfterEach
	void disableAll() {
		this.registry.disableAll();
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	private void assertNothingEnabled() {
		assertThat(this.registry.failpoints()).extracting(FailpointStatus::state)
			.containsOnly(FailpointStatus.State.DISABLED);
	}

	@Test
	void listsFailpointsSortedByName() throws JSONException {
		Answer answer = this.client.get(ENDPOINT).assertStatus(200);
		JSONAssert.assertEquals("""
				{"failpoints": {
					"billing.total": {"name": "billing.total", "sites": ["Billing.total()"]},
					"orders.commit": {"name": "orders.commit", "state": "disabled", "declared": true},
					"orders.place": {"name": "orders.place", "sites": ["handle"]}}}""", answer.body(), false);
		assertThat(List.copyOf(answer.<Map<String, Object>>read("$.failpoints").keySet())).isSorted();
	}

	@Test
	void showsOneAndLeavesOutWhatHasNoValue() throws JSONException {
		JSONAssert.assertEquals("""
				{"name": "orders.commit", "state": "disabled", "declared": true, "sites": ["handle"],
				"evaluations": 0, "triggers": 0, "waiting": 0}""", this.client.get(COMMIT).assertStatus(200).body(),
				true);
	}

	@Test
	void suggestsNamesForAnUnknownOne() throws JSONException {
		JSONAssert.assertEquals("""
				{"message": "There is no failpoint \\"orders.comit\\", did you mean \\"orders.commit\\"?",
				"name": "orders.comit", "suggestions": ["orders.commit"]}""",
				this.client.get(ENDPOINT + "/orders.comit").assertStatus(404).body(), true);
	}

	@Test
	void enables() {
		Answer answer = this.client.post(COMMIT, """
				{"terms": " 2*throw(IllegalStateException) ", "seed": 42}""").assertStatus(200);
		assertThat(answer.<Map<String, Object>>read("$")).containsEntry("name", "orders.commit")
			.containsEntry("state", "enabled")
			.containsEntry("terms", " 2*throw(IllegalStateException) ")
			.containsEntry("source", "endpoint")
			.containsEntry("seed", "42")
			.containsKey("enabledAt");
		assertThat(Instant.parse(answer.<String>read("$.enabledAt")))
			.isEqualTo(this.registry.status("orders.commit").orElseThrow().enabledAt());
		assertThat(this.client.get(COMMIT)).isEqualTo(answer);
	}

	@Test
	void changesASetting() {
		this.client.post(COMMIT, "{\"terms\": \"pause\"}").assertStatus(200);
		Answer answer = this.client.post(COMMIT, "{\"terms\": \"1*off\"}").assertStatus(200);
		assertThat(answer.<String>read("$.terms")).isEqualTo("1*off");
		this.registry.failpoint("orders.commit").hit();
		assertThat(this.client.get(COMMIT).<String>read("$.state")).isEqualTo("exhausted");
	}

	@ParameterizedTest
	@ValueSource(strings = { "9223372036854775807", "\"9223372036854775807\"" })
	void keepsSeedsExact(String seed) {
		Answer answer = this.client.post(COMMIT, "{\"terms\": \"50%off\", \"seed\": " + seed + "}").assertStatus(200);
		assertThat(answer.<String>read("$.seed")).isEqualTo("9223372036854775807");
	}

	@Test
	void explainsBadTerms() throws JSONException {
		JSONAssert.assertEquals("""
				{"message": "Invalid terms \\"5*\\" at position 2: expected an action", "name": "orders.commit",
				"terms": "5*", "position": 2}""",
				this.client.post(COMMIT, "{\"terms\": \"5*\"}").assertStatus(400).body(), true);
		Answer misspelt = this.client.post(COMMIT, "{\"terms\": \"slep(1)\"}").assertProblem(400);
		assertThat(misspelt.<List<String>>read("$.suggestions")).containsExactly("sleep");
		assertNothingEnabled();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					{}                                            | 'terms' must not be missing
					{"terms": null}                               | 'terms' must not be missing
					null                                          | 'terms' must not be missing
					~~                                            | 'terms' must not be missing
					{"terms": ""}                                 | 'terms' must not be empty
					{"terms": " "}                                | 'terms' must not be empty
					{"terms": "pause", "seed": ""}                | 'seed' must be an integer of 64 bits, not ""
					{"terms": "pause", "seed": "x\\n"}            | 'seed' must be an integer of 64 bits, not "x\\n"
					{"terms": "pause", "seed": 1.5}               | 'seed' must be an integer of 64 bits, not "1.5"
					{"terms": "pause", "seed": true}              | 'seed' must be an integer of 64 bits, not "true"
					{"terms": "pause", "seed": 9223372036854775808} | 'seed' must be an integer of 64 bits, not "9223372036854775808"
					{"terms": "pause", "ttl": "10"}               | 'ttl' must be a positive duration with a unit (ns, us, ms, s, m, h or d), such as 30s or 5m, of at most 106751d, not "10"
					{"terms": "pause", "ttl": 10}                 | 'ttl' must be a positive duration with a unit (ns, us, ms, s, m, h or d), such as 30s or 5m, of at most 106751d, not "10"
					{"terms": "pause", "ttl": "1w"}               | 'ttl' must be a positive duration with a unit (ns, us, ms, s, m, h or d), such as 30s or 5m, of at most 106751d, not "1w"
					{"terms": "pause", "ttl": ""}                 | 'ttl' must be a positive duration with a unit (ns, us, ms, s, m, h or d), such as 30s or 5m, of at most 106751d, not ""
					{"terms": "pause", "ttl": "-5s"}              | 'ttl' must be a positive duration with a unit (ns, us, ms, s, m, h or d), such as 30s or 5m, of at most 106751d, not "-5s"
					{"terms": "pause", "ttl": "0s"}               | 'ttl' must be a positive duration with a unit (ns, us, ms, s, m, h or d), such as 30s or 5m, of at most 106751d, not "0s"
					{"terms": "pause", "ttl": "9999999999999999999d"} | 'ttl' must be a positive duration with a unit (ns, us, ms, s, m, h or d), such as 30s or 5m, of at most 106751d, not "9999999999999999999d"
					{"terms": "pause", "ttl": "999999999d"}       | 'ttl' must be a positive duration with a unit (ns, us, ms, s, m, h or d), such as 30s or 5m, of at most 106751d, not "999999999d"
					{"terms": "pause", "tll": "10s"}              | Unknown parameter "tll", did you mean 'ttl'?
					{"terms": "pause", "TTL": "10s"}              | Unknown parameter "TTL", did you mean 'ttl'?
					{"terms": "pause", "x\\n": "10s"}             | Unknown parameter "x\\n"; there are 'allowUnknown', 'reason', 'seed', 'terms', 'ttl'
					{"terms": "pause", "allowUnknown": "maybe"}   | 'allowUnknown' must be true or false, not "maybe"
					{"terms": "pause", "allowUnknown": 1}         | 'allowUnknown' must be true or false, not "1"
					""")
	void explainsWrongParameters(String body, String message) {
		for (String path : List.of(COMMIT, ENDPOINT)) {
			Answer answer = this.client.post(path, body).assertProblem(400);
			assertThat(answer.<String>read("$.message")).isEqualTo(message);
			assertNothingEnabled();
		}
	}

	@Test
	void endsByItself() throws InterruptedException {
		CountDownLatch expired = new CountDownLatch(1);
		FailpointListener listener = new FailpointListener() {

			@Override
			public void expired(FailpointStatus previous, @Nullable FailpointStatus status) {
				expired.countDown();
			}

		};
		this.registry.addListener(listener);
		this.registry.enable("orders.commit", "off");
		Answer answer = this.client.post(COMMIT, """
				{"terms": "pause", "ttl": "300ms", "reason": "Game day"}""").assertStatus(200);
		assertThat(answer.<String>read("$.reason")).isEqualTo("Game day");
		assertThat(Instant.parse(answer.<String>read("$.expiresAt")))
			.isEqualTo(Instant.parse(answer.<String>read("$.enabledAt")).plusMillis(300));
		assertThat(expired.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		this.registry.removeListener(listener);
		Answer back = this.client.get(COMMIT);
		assertThat(back.<String>read("$.terms")).isEqualTo("off");
		assertThat(back.<Map<String, Object>>read("$")).doesNotContainKeys("expiresAt", "reason");
	}

	@Test
	void endsEvenIfItNamesNoTime() {
		List<String> bodies = List.of("{\"terms\": \"pause\"}", "{\"terms\": \"pause\", \"ttl\": null}");
		for (String body : bodies) {
			Answer answer = this.client.post(COMMIT, body).assertStatus(200);
			assertThat(Instant.parse(answer.<String>read("$.expiresAt")))
				.isEqualTo(Instant.parse(answer.<String>read("$.enabledAt")).plus(Duration.ofMinutes(5)));
		}
		Answer many = this.client.post(ENDPOINT, "{\"terms\": \"orders.commit=pause\"}").assertStatus(200);
		assertThat(many.<Map<String, Object>>read("$.failpoints['orders.commit']")).containsKey("expiresAt");
	}

	@Test
	void refusesTimesAboveTheLongest() {
		this.client.post(COMMIT, "{\"terms\": \"pause\", \"ttl\": \"24h\"}").assertStatus(200);
		this.registry.disableAll();
		Answer answer = this.client.post(COMMIT, "{\"terms\": \"pause\", \"ttl\": \"1441m\"}").assertProblem(400);
		assertThat(answer.<String>read("$.message"))
			.endsWith("a time to live of 1441m is longer than 'failpoint.max-ttl' of 24h");
		assertNothingEnabled();
	}

	@Test
	void takesOtherTimesFromProperties() {
		try (EndpointApplication application = run("failpoint.default-ttl=1m", "failpoint.max-ttl=48h")) {
			EndpointClient other = application.client();
			Answer usual = other.post(COMMIT, "{\"terms\": \"off\"}").assertStatus(200);
			assertThat(Instant.parse(usual.<String>read("$.expiresAt")))
				.isEqualTo(Instant.parse(usual.<String>read("$.enabledAt")).plus(Duration.ofMinutes(1)));
			other.post(COMMIT, "{\"terms\": \"off\", \"ttl\": \"48h\"}").assertStatus(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "30s", "5m", "PT1H", "1d", "100us" })
	void takesDurations(String ttl) {
		this.client.post(ENDPOINT, "{\"terms\": \"orders.commit=pause\", \"ttl\": \"" + ttl + "\"}").assertStatus(200);
	}

	@Test
	void refusesAnEndlessReason() {
		String reason = "x".repeat(501);
		this.client.post(COMMIT, "{\"terms\": \"pause\", \"reason\": \"" + reason + "\"}").assertProblem(400);
		this.client.delete(COMMIT + "?reason=" + reason).assertProblem(400);
		this.client.delete(ENDPOINT + "?reason=" + reason).assertProblem(400);
		assertNothingEnabled();
	}

	@Test
	void tellsWhyNothingHappens() {
		this.client.post(ENDPOINT + "/orders.place", "{\"terms\": \"0%pause\"}").assertStatus(200);
		assertThat(this.client.get(ENDPOINT + "/orders.place").<Map<String, String>>read("$.notTriggered"))
			.isEqualTo(Map.of("reason", "not-reached", "message", "No call has reached it since it was enabled"));
		this.client.get("/orders").assertStatus(200);
		Answer answer = this.client.get(ENDPOINT + "/orders.place");
		assertThat(answer.<String>read("$.notTriggered.reason")).isEqualTo("probability");
		assertThat(answer.<Map<String, Integer>>read("$.suppressed")).isEqualTo(Map.of("probability", 1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "?latc=true", "?latch=true&x=1", "?latch=yes", "?latch" })
	void disablesNothingIfAParameterIsWrong(String query) {
		this.registry.enable("orders.commit", "off");
		this.client.delete(ENDPOINT + query).assertProblem(400);
		assertThat(this.registry.status("orders.commit").orElseThrow().terms()).isEqualTo("off");
	}

	@Test
	void namesTheFailpointWhoseParameterIsWrong() {
		Answer one = this.client.delete(COMMIT + "?whatever=1").assertProblem(400);
		assertThat(one.<String>read("$.name")).isEqualTo("orders.commit");
		assertThat(one.<String>read("$.message")).isEqualTo("Unknown parameter \"whatever\"; there is only 'reason'");
		assertThat(this.client.delete(ENDPOINT + "?whatever=1").assertProblem(400).body()).doesNotContain("\"name\"");
	}

	@Test
	void ignoresWhatAFormAddsForOthers() {
		this.client.post(COMMIT + "?_csrf=x", "{\"terms\": \"off\"}").assertStatus(200);
	}

	@Test
	void refusesUnknownNamesUnlessAllowed() {
		String later = ENDPOINT + "/orders.later";
		Answer problem = this.client.post(later, "{\"terms\": \"off\"}").assertProblem(404);
		assertThat(problem.<String>read("$.name")).isEqualTo("orders.later");
		this.client.post(later, "{\"terms\": \"off\", \"allowUnknown\": false}").assertProblem(404);
		assertThat(this.registry.status("orders.later")).isEmpty();
		Answer answer = this.client.post(later, "{\"terms\": \"off\", \"allowUnknown\": true}").assertStatus(200);
		assertThat(answer.<Boolean>read("$.declared")).isFalse();
		this.client.post(later, "{\"terms\": \"pause\"}").assertStatus(200);
		this.client.delete(later).assertStatus(204);
		this.client.delete(later).assertProblem(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "return(x)", "throw(SQLException)", "throw(IllegalStatException)", "exit",
			"throw(org.springframework.context.support.ClassPathXmlApplicationContext,file:x)" })
	void explainsWhatASiteOrThePolicyRefuses(String terms) {
		Answer answer = this.client.post(ENDPOINT + "/billing.total", "{\"terms\": \"" + terms + "\"}")
			.assertProblem(400);
		assertThat(answer.<String>read("$.name")).isEqualTo("billing.total");
		assertThat(answer.<String>read("$.terms")).isEqualTo(terms);
		assertNothingEnabled();
	}

	@Test
	void suggestsExceptions() {
		Answer answer = this.client.post(COMMIT, "{\"terms\": \"throw(IllegalStatException)\"}").assertProblem(400);
		assertThat(answer.<List<String>>read("$.suggestions")).contains("IllegalStateException");
	}

	@Test
	void enablesMany() {
		Answer answer = this.client.post(ENDPOINT, """
				{"terms": "orders.place=pause; orders.commit=off; unheard=off", "seed": 7, "allowUnknown": true}""")
			.assertStatus(200);
		assertThat(answer.<Map<String, Map<String, Object>>>read("$.failpoints"))
			.containsOnlyKeys("orders.commit", "orders.place", "unheard")
			.allSatisfy((name, failpoint) -> assertThat(failpoint).containsEntry("seed", "7")
				.containsEntry("source", "endpoint"));
		assertThat(List.copyOf(answer.<Map<String, Object>>read("$.failpoints").keySet())).isSorted();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			orders.commit=off;orders.place=5*    | position    | 33
			orders.commit=off;orders place=off   | position    | 24
			orders.commit=off;orders.place       | position    | 30
			orders.commit=off;orders.commit=off  | position    | 18
			orders.commit=off;orders.plac=off    | name        | orders.plac
			orders.commit=off;orders.plac=off    | suggestions | ["orders.place"]
			orders.commit=off;billing.total=return(x) | name    | billing.total
			orders.commit=off;billing.total=exit  | terms       | exit
			;;                                   | message     | 'terms' must name a failpoint
			""")
	void enablesAllOrNone(String terms, String key, String value) {
		Answer answer = this.client.post(ENDPOINT, "{\"terms\": \"" + terms + "\"}").assertProblem(400);
		assertThat(answer.<Object>read("$." + key)).hasToString(value);
		assertNothingEnabled();
	}

	@Test
	void disables() {
		this.registry.enable("orders.commit", "pause");
		assertThat(this.client.delete(COMMIT).assertStatus(204).body()).isEmpty();
		assertNothingEnabled();
		this.client.delete(COMMIT).assertStatus(204);
		Answer answer = this.client.delete(ENDPOINT + "/orders.comit").assertProblem(404);
		assertThat(answer.<List<String>>read("$.suggestions")).containsExactly("orders.commit");
	}

	@Test
	void disablesAll() {
		this.registry.enableAll("orders.commit=pause;orders.place=off;unheard=off");
		assertThat(this.client.delete(ENDPOINT).assertStatus(204).body()).isEmpty();
		assertNothingEnabled();
		this.client.delete(ENDPOINT).assertStatus(204);
	}

	@ParameterizedTest
	@CsvSource({ "github.com/pingcap/tidb/ddl/x, github.com/pingcap/tidb/ddl/x", "crate::name, crate::name",
			"crate::name, crate%3A%3Aname", "com.example.Outer$Inner_x-1, com.example.Outer$Inner_x-1",
			"bestellung.größe, bestellung.gr%C3%B6%C3%9Fe", "orders.charge, %6Frders.charge", "a/b, a/b" })
	void takesNamesAsPaths(String name, String path) {
		this.registry.failpoint(name);
		String uri = ENDPOINT + "/" + path;
		assertThat(this.client.post(uri, "{\"terms\": \"pause\"}").assertStatus(200).<String>read("$.name"))
			.isEqualTo(name);
		assertThat(this.client.get(uri).assertStatus(200).<String>read("$.state")).isEqualTo("enabled");
		this.client.delete(uri).assertStatus(204);
		assertNothingEnabled();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "//", "/a%20b", "/a+b", "/..", "/%2e%2e", "/orders.commit/..", "/./orders.commit",
			"/a%0Ab", "/%EF%BF%BF" })
	void refusesBadNamesInThePath(String path) {
		this.registry.enable("orders.commit", "off");
		String uri = ENDPOINT + path;
		this.client.get(uri).assertProblem(400);
		this.client.post(uri, "{\"terms\": \"pause\", \"allowUnknown\": true}").assertProblem(400);
		this.client.delete(uri).assertProblem(400);
		assertThat(this.registry.status("orders.commit").orElseThrow().terms()).isEqualTo("off");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders.commit/", "//orders.commit", "//orders.commit/", "/orders.commit//", "/a//b",
			"/a/b/", "//a/b", "///a/b", "/a/b//", "//", "/%61//b", "/a/b/?reason=x" })
	void refusesSlashesThatWouldBeDropped(String path) {
		this.registry.enableAll("orders.commit=off;a/b=off");
		for (String uri : List.of(ENDPOINT + path, "/actuator/%66ailpoints" + path)) {
			String message = this.client.get(uri).assertProblem(400).read("$.message");
			assertThat(message)
				.isEqualTo("A name in the path must neither begin nor end with a slash, nor have two in a row");
			this.client.post(uri, "{\"terms\": \"pause\"}").assertProblem(400);
			this.client.delete(uri).assertProblem(400);
		}
		assertThat(this.registry.status("orders.commit").orElseThrow().terms()).isEqualTo("off");
		assertThat(this.registry.status("a/b").orElseThrow().terms()).isEqualTo("off");
	}

	@Test
	void refusesTooLongNames() {
		String uri = ENDPOINT + "/" + "a".repeat(201);
		this.client.get(uri).assertProblem(400);
		this.client.post(uri, "{\"terms\": \"pause\", \"allowUnknown\": true}").assertProblem(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a%2Fb", "/a%5Cb", "/%00", "/%C3%28", "/a%252Fb" })
	void refusesEncodedSlashesAndTheLike(String path) {
		this.registry.failpoint("a/b");
		String uri = ENDPOINT + path;
		this.client.get(uri).assertClientError();
		this.client.post(uri, "{\"terms\": \"pause\", \"allowUnknown\": true}").assertClientError();
		this.client.delete(uri).assertClientError();
		assertNothingEnabled();
	}

	@Test
	void theBodyAndTheQueryCannotRenameThePath() {
		for (String key : List.of("name", "path")) {
			this.client.post(COMMIT, "{\"" + key + "\": \"orders.place\", \"terms\": \"pause\"}").assertProblem(400);
			this.client.post(COMMIT + "?" + key + "=orders.place", "{\"terms\": \"pause\"}").assertProblem(400);
			assertNothingEnabled();
			this.registry.enable("orders.place", "off");
			this.client.delete(COMMIT + "?" + key + "=orders.place").assertProblem(400);
			assertThat(this.registry.status("orders.place").orElseThrow().terms()).isEqualTo("off");
			this.registry.disableAll();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "?path=orders.place", "?%70ath=orders.place", "?p%61t%68=orders.place", "?path=", "?path",
			"?path=orders.commit", "?path=orders.commit&path=orders.place", "?path=orders.place,x",
			"?path%5B%5D=orders.place", "?path%5B0%5D=orders.place", "?PATH=orders.place", "?name=orders.place", "?x=1",
			"?state=enabled", "?_csrf=x&path=orders.place" })
	void readsWhatThePathNamesAndNothingElse(String query) {
		this.registry.enable("orders.place", "off");
		for (String path : List.of(COMMIT, ENDPOINT)) {
			String message = this.client.get(path + query).assertProblem(400).read("$.message");
			assertThat(message).startsWith("Unknown parameter \"").endsWith("\"; there are none");
		}
		this.client.delete(COMMIT + query).assertProblem(400);
		this.client.post(COMMIT + query, "{\"terms\": \"pause\"}").assertProblem(400);
		assertThat(this.registry.status("orders.place").orElseThrow().terms()).isEqualTo("off");
		assertThat(this.registry.status("orders.commit").orElseThrow().terms()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders.commit;path=orders.place", "/orders.commit;path=orders.place/",
			";path=orders.place/orders.commit", "/;path=orders.place/orders.commit",
			"/orders.commit;orders.place=orders.place", "/orders.commit%3Bpath=orders.place" })
	void matrixParametersNameNoOther(String path) {
		this.registry.enable("orders.place", "off");
		String uri = ENDPOINT + path;
		assertThat(this.client.get(uri).body()).doesNotContain("\"name\":\"orders.place\"", "\"enabled\"");
		this.client.post(uri, "{\"terms\": \"pause\"}");
		this.client.delete(uri);
		assertThat(this.registry.status("orders.place").orElseThrow().terms()).isEqualTo("off");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[\"orders.place\"]", "null", "true", "\"orders.commit\"" })
	void theBodyHasNoPath(String path) {
		this.client.post(COMMIT, "{\"path\": " + path + ", \"terms\": \"pause\"}").assertStatus(400);
		this.client.post(ENDPOINT, "{\"path\": " + path + ", \"terms\": \"orders.place=pause\"}").assertStatus(400);
		assertNothingEnabled();
	}

	@Test
	void readsWithWhatAFormAddsForOthers() {
		this.client.get(COMMIT + "?_=1").assertStatus(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[]", "\"pause\"", "pause", "{\"terms\": {\"a\": 1}}", "{\"terms\": [\"pause\"]}",
			"{\"terms\": \"pause\", \"seed\": {}}", "{\"terms\": \"pause\", \"other\": {}}", "{\"terms\": \"pause\"",
			"{terms: pause}", "{\"path\": null, \"terms\": \"pause,\"}" })
	void refusesWhatIsNotAnObjectOfScalars(String body) {
		this.client.post(COMMIT, body).assertStatus(400);
		this.client.post(ENDPOINT, body).assertStatus(400);
		assertNothingEnabled();
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "application/xml" })
	void refusesOtherContent(String contentType) {
		this.client.post(COMMIT, contentType, "terms=pause").assertStatus(415);
		this.client.post(ENDPOINT, contentType, "terms=orders.commit=pause").assertStatus(415);
		assertNothingEnabled();
	}

	@ParameterizedTest
	@ValueSource(strings = { "?terms=off&terms=pause", "?terms=off&seed=1&seed=2", "?terms=off&allowUnknown=" })
	void refusesWrongParametersInTheQuery(String query) {
		this.client.post(COMMIT + query, "{}").assertStatus(400);
		this.client.post(ENDPOINT + query, "{}").assertStatus(400);
		assertNothingEnabled();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "PATCH", "TRACE" })
	void refusesOtherMethods(String method) {
		this.client.send(method, COMMIT).assertClientError();
		this.client.send(method, ENDPOINT).assertClientError();
	}

	@Test
	void takesTheLastOfDuplicateKeys() {
		Answer answer = this.client.post(COMMIT, "{\"terms\": \"pause\", \"terms\": \"off\"}").assertStatus(200);
		assertThat(answer.<String>read("$.terms")).isEqualTo("off");
	}

	@ParameterizedTest
	@ValueSource(ints = { 5_000, 70_000, 200_000, 1_000_000 })
	void refusesHugeValues(int length) {
		String huge = "9".repeat(length);
		for (String path : List.of(COMMIT, ENDPOINT)) {
			this.client.post(path, "{\"terms\": \"print(" + huge + ")\"}").assertClientError();
			this.client.post(path, "{\"terms\": \"orders.commit=print(" + huge + ")\"}").assertClientError();
			this.client.post(path, "{\"terms\": \"off\", \"seed\": " + huge + "}").assertClientError();
			this.client.post(path, "{\"terms\": \"off\", \"allowUnknown\": \"" + huge + "\"}").assertClientError();
			assertNothingEnabled();
		}
	}

	@Test
	void saysHowLongABodyMayBe() {
		String body = "{\"terms\": \"off\", \"reason\": \"" + "x".repeat(ControlProblem.MAX_BODY) + "\"}";
		assertTooLarge(this.client.post(COMMIT, body));
		assertTooLarge(this.client.post(ENDPOINT, body));
		assertNothingEnabled();
		try (EndpointApplication application = run("management.server.port=0", "management.endpoints.web.base-path=/",
				"management.endpoints.web.path-mapping.failpoints=faults")) {
			assertTooLarge(application.managementClient().post("/faults/orders.commit", body));
			application.managementClient().post("/faults/orders.commit", "{\"terms\": \"off\"}").assertStatus(200);
		}
	}

	private static void assertTooLarge(Answer answer) {
		assertThat(answer.assertProblem(413).<String>read("$.message"))
			.isEqualTo("The body must not be longer than 262144 bytes");
	}

	@Test
	void readsNoLargeBody() {
		StringBuilder body = new StringBuilder("{\"terms\": \"off\"");
		for (int i = 0; body.length() < 300_000; i++) {
			body.append(", \"").append(i).append("\": \"x\"");
		}
		String large = body.append("}").toString();
		for (String path : List.of(COMMIT, ENDPOINT)) {
			this.client.post(path, large).assertProblem(413);
			this.client.postChunked(path, large).assertProblem(413);
			this.client.post(path, "{\"terms\": \"off\", \"reason\": \"" + "x".repeat(200_000) + "\"}")
				.assertProblem(400);
		}
		assertNothingEnabled();
	}

	@Test
	void survivesHalfASurrogatePair() {
		this.client.post(COMMIT, "{\"terms\": \"\\ud83d\"}").assertProblem(400);
		this.client.post(COMMIT, "{\"terms\": \"throw(\\ud83d)\"}").assertProblem(400);
		this.client.post(COMMIT, "{\"terms\": \"print(\\ud83d)\"}").assertStatus(200);
		this.client.get(ENDPOINT).assertStatus(200);
	}

	@Test
	void aPausedRequestIsSeenAndReleased() throws Exception {
		this.client.post(ENDPOINT + "/orders.place", "{\"terms\": \"pause\"}").assertStatus(200);
		CompletableFuture<Answer> paused = CompletableFuture.supplyAsync(() -> this.client.get("/orders"));
		assertThat(this.registry.awaitWaiting("orders.place", 1, TIMEOUT)).isEqualTo(AwaitOutcome.REACHED);
		Answer status = this.client.get(ENDPOINT + "/orders.place").assertStatus(200);
		assertThat(status.<Integer>read("$.waiting")).isOne();
		assertThat(status.<Integer>read("$.evaluations")).isOne();
		assertThat(status.<Integer>read("$.triggers")).isOne();
		assertThat(paused).isNotDone();
		this.client.delete(ENDPOINT + "/orders.place").assertStatus(204);
		assertThat(paused.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new Answer(200, "placed"));
	}

	@Test
	void anOperationOfAnotherEndpointFailsAsInReality() {
		this.client.post(COMMIT, "{\"terms\": \"panic\"}").assertStatus(200);
		this.client.get("/actuator/orders").assertStatus(500);
		assertThat(this.client.get(COMMIT).<Integer>read("$.triggers")).isOne();
	}

	@Test
	void anOperationOfThisEndpointIsNeverPaused() {
		FailpointListener listener = new FailpointListener() {

			@Override
			public void enabled(FailpointStatus status, @Nullable FailpointStatus previous) {
				AbstractFailpointsEndpointHttpTests.this.registry.failpoint("orders.commit").hit();
			}

		};
		this.registry.addListener(listener);
		try {
			this.client.post(COMMIT, "{\"terms\": \"pause\"}").assertStatus(200);
			this.client.post(ENDPOINT, "{\"terms\": \"orders.place=off\"}").assertStatus(200);
			Answer status = this.client.get(COMMIT);
			assertThat(status.<Integer>read("$.evaluations")).isZero();
			assertThat(status.<Integer>read("$.suppressed.exempt")).isEqualTo(2);
			assertThat(status.<String>read("$.notTriggered.reason")).isEqualTo("exempt");
		}
		finally {
			this.registry.removeListener(listener);
		}
	}

	@Test
	void changesInParallelReleaseEveryCaller() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(12);
		try {
			List<CompletableFuture<Answer>> callers = parallel(executor, 6, (i) -> this.client.get("/orders"));
			List<CompletableFuture<Answer>> changes = parallel(executor, 90, (i) -> switch (i % 6) {
				case 0 -> this.client.delete(ENDPOINT + "/orders.place");
				case 1 -> this.client.delete(ENDPOINT);
				case 2 -> this.client.get(ENDPOINT);
				case 3 -> this.client.post(ENDPOINT, "{\"terms\": \"orders.place=pause;orders.commit=off\"}");
				default -> this.client.post(ENDPOINT + "/orders.place", "{\"terms\": \"pause\"}");
			});
			assertThat(answers(changes)).extracting(Answer::status).containsOnly(200, 204);
			this.client.delete(ENDPOINT).assertStatus(204);
			assertThat(answers(callers)).containsOnly(new Answer(200, "placed"));
			assertNothingEnabled();
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static List<CompletableFuture<Answer>> parallel(ExecutorService executor, int count,
			IntFunction<Answer> request) {
		return IntStream.range(0, count)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> request.apply(i), executor))
			.toList();
	}

	private static List<Answer> answers(List<CompletableFuture<Answer>> requests) throws Exception {
		CompletableFuture.allOf(requests.toArray(CompletableFuture[]::new)).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
		return requests.stream().map(CompletableFuture::join).toList();
	}

	@Test
	void stopsUntilTheNextStart() {
		try (EndpointApplication application = run()) {
			EndpointClient client = application.client();
			client.post(COMMIT, "{\"terms\": \"pause\"}").assertStatus(200);
			client.delete(ENDPOINT + "?latch=false").assertStatus(204);
			client.post(COMMIT, "{\"terms\": \"pause\"}").assertStatus(200);
			assertThat(client.get(ENDPOINT).<Map<String, Object>>read("$")).containsOnlyKeys("failpoints");
			client.delete(ENDPOINT + "?latch=true&reason=Enough").assertStatus(204);
			assertThat(client.get(COMMIT).<String>read("$.state")).isEqualTo("disabled");
			assertThat(client.get(ENDPOINT).<Boolean>read("$.stopped")).isTrue();
			String message = "All failpoints were stopped; nothing can be enabled until the application starts again";
			Answer one = client.post(COMMIT, "{\"terms\": \"off\"}").assertProblem(409);
			assertThat(one.<String>read("$.message")).isEqualTo(message);
			Answer many = client.post(ENDPOINT, "{\"terms\": \"orders.commit=off\"}").assertProblem(409);
			assertThat(many.<String>read("$.message")).isEqualTo(message);
			client.delete(COMMIT).assertStatus(204);
		}
	}

	@Test
	void onlyReadsWithAForbiddenProfile() {
		try (EndpointApplication application = run("failpoint.forbidden-profiles=staging,prod",
				"spring.profiles.active=eu,prod")) {
			EndpointClient client = application.client();
			application.registry().enable("orders.commit", "off");
			client.get(ENDPOINT).assertStatus(200);
			client.get(COMMIT).assertStatus(200);
			String message = "Failpoints cannot be changed while the active profiles match \"prod\" "
					+ "of 'failpoint.forbidden-profiles'";
			List<Answer> answers = List.of(client.post(COMMIT, "{\"terms\": \"pause\"}"),
					client.post(ENDPOINT, "{\"terms\": \"orders.commit=pause\"}"), client.delete(COMMIT),
					client.delete(ENDPOINT), client.delete(ENDPOINT + "?latch=true"));
			assertThat(answers).allSatisfy(
					(answer) -> assertThat(answer.assertProblem(403).<String>read("$.message")).isEqualTo(message));
			assertThat(application.registry().status("orders.commit").orElseThrow().terms()).isEqualTo("off");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					failpoint.limits.max-wait=1s        | sleep(2s)  | 'failpoint.limits.max-wait' is 1s, and sleep(2s) may wait longer
					failpoint.limits.max-probability=5% | 10%panic   | 'failpoint.limits.max-probability' is 5%, and these terms may act in 10% of all evaluations
					failpoint.limits.max-triggers=3     | 4*panic    | 'failpoint.limits.max-triggers' is 3, and 4*panic acts more often
					failpoint.limits.names=stock.*      | off        | 'failpoint.limits.names' allows only "stock.*"
					failpoint.limits.actions=off,sleep  | panic      | 'failpoint.limits.actions' allows only off, sleep, not panic
					failpoint.allow-destructive=true    | exit       | a request may use 'exit' only if 'failpoint.limits.actions' names it
					""")
	void namesTheCeiling(String property, String terms, String reason) {
		try (EndpointApplication application = run(property)) {
			Answer one = application.client().post(COMMIT, "{\"terms\": \"" + terms + "\"}").assertProblem(400);
			assertThat(one.<String>read("$.message"))
				.isEqualTo("Failpoint \"orders.commit\" cannot be set to \"" + terms + "\": " + reason);
			application.client().post(ENDPOINT, "{\"terms\": \"orders.commit=" + terms + "\"}").assertProblem(400);
		}
	}

	@Test
	void settingsFromRequestsEndAfterTheDefaultTime() {
		try (EndpointApplication application = run("failpoint.default-ttl=10m", "failpoint.max-ttl=1h")) {
			Answer answer = application.client().post(COMMIT, "{\"terms\": \"off\"}").assertStatus(200);
			assertThat(Instant.parse(answer.<String>read("$.expiresAt")))
				.isEqualTo(Instant.parse(answer.<String>read("$.enabledAt")).plusSeconds(600));
			Answer problem = application.client()
				.post(COMMIT, "{\"terms\": \"off\", \"ttl\": \"61m\"}")
				.assertProblem(400);
			assertThat(problem.<String>read("$.message"))
				.endsWith("a time to live of 61m is longer than 'failpoint.max-ttl' of 1h");
		}
	}

	@Test
	void worksOnAPortOfItsOwn() {
		try (EndpointApplication application = run("management.server.port=0")) {
			application.client().get(ENDPOINT).assertStatus(404);
			assertWorks(application.managementClient(), ENDPOINT);
		}
	}

	@Test
	void worksBelowAnotherBasePath() {
		try (EndpointApplication application = run("management.endpoints.web.base-path=/manage")) {
			application.client().get(ENDPOINT).assertStatus(404);
			assertWorks(application.client(), "/manage/failpoints");
		}
	}

	@Test
	void worksAtTheRootOfAPortOfItsOwn() {
		try (EndpointApplication application = run("management.server.port=0",
				"management.endpoints.web.base-path=/")) {
			assertWorks(application.managementClient(), "/failpoints");
		}
	}

	static void assertWorks(EndpointClient client, String endpoint) {
		client.get(endpoint).assertStatus(200);
		client.get(endpoint + "/orders.commit").assertStatus(200);
		client.get(endpoint + "/orders.comit").assertProblem(404);
		client.get(endpoint + "/").assertProblem(400);
		client.get(endpoint + "/orders.commit/").assertProblem(400);
		client.get(endpoint + "//orders.commit").assertProblem(400);
		client.post(endpoint + "/orders.commit", "{\"terms\": \"off\"}").assertStatus(200);
		client.post(endpoint + "/a/b", "{\"terms\": \"off\", \"allowUnknown\": true}").assertStatus(200);
		client.post(endpoint, "{\"terms\": \"orders.commit=pause\"}").assertStatus(200);
		client.post(endpoint, "{\"terms\": \"orders.commit\"}").assertProblem(400);
		assertThat(client.get(endpoint + "/orders.commit").<String>read("$.terms")).isEqualTo("pause");
		client.delete(endpoint + "/a/b").assertStatus(204);
		client.delete(endpoint).assertStatus(204);
		assertThat(client.get(endpoint + "/orders.commit").<String>read("$.state")).isEqualTo("disabled");
	}

	@Test
	void cannotBeChangedUnlessAccessIsUnrestricted() {
		try (EndpointApplication application = run("management.endpoint.failpoints.access=read-only")) {
			EndpointClient client = application.client();
			client.get(ENDPOINT).assertStatus(200);
			client.get(COMMIT).assertStatus(200);
			client.post(COMMIT, "{\"terms\": \"off\"}").assertStatus(405);
			client.post(ENDPOINT, "{\"terms\": \"orders.commit=off\"}").assertStatus(405);
			client.delete(COMMIT).assertStatus(405);
			client.delete(ENDPOINT).assertStatus(405);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoints.web.exposure.include=orders",
			"management.endpoint.failpoints.access=none", "failpoint.enabled=false" })
	void isNotThereUnlessExposed(String property) {
		try (EndpointApplication application = run(property)) {
			EndpointClient client = application.client();
			client.get(ENDPOINT).assertStatus(404);
			client.get(COMMIT).assertStatus(404);
			client.post(COMMIT, "{\"terms\": \"off\"}").assertStatus(404);
			client.delete(ENDPOINT).assertStatus(404);
		}
	}

	@Test
	void warnsIfEverybodyMayChangeFailpoints(CapturedOutput output) {
		run().close();
		assertThat(output.getOut().lines().filter((line) -> line.contains(" declared. "))).last()
			.asString()
			.contains("WARN")
			.endsWith(" declared. The endpoint is open to everybody, since no Spring Security is in front, "
					+ "on the port of the application ('management.server.port' gives it another, "
					+ "'management.endpoint.failpoints.access=read-only' closes it)");
	}

	@Test
	void warnsIfEverybodyMayChangeFailpointsOnAnotherPort(CapturedOutput output) {
		run("management.server.port=0").close();
		assertThat(output.getOut().lines().filter((line) -> line.contains(" declared. "))).last()
			.asString()
			.contains("WARN", "is open to everybody, since no Spring Security is in front, on a port of its own ('");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					management.endpoint.failpoints.access=read-only         | read-only ('management.endpoint.failpoints.access=unrestricted' opens it)
					management.endpoints.access.max-permitted=read-only     | read-only ('management.endpoint.failpoints.access=unrestricted' opens it)
					failpoint.forbidden-profiles=default                    | read-only ('failpoint.forbidden-profiles' opens it)
					management.endpoint.failpoints.access=none              | absent ('management.endpoints.web.exposure.include' and 'management.endpoint.failpoints.access' show it)
					management.endpoints.web.exposure.exclude=failpoints    | absent ('management.endpoints.web.exposure.include' and 'management.endpoint.failpoints.access' show it)
					management.server.port=-1                               | absent, since there are no endpoints over HTTP
					""")
	void tellsWhatTheEndpointMayDo(String property, String notice, CapturedOutput output) {
		run(property).close();
		assertThat(output.getOut().lines().filter((line) -> line.contains(" declared. "))).last()
			.asString()
			.contains("INFO")
			.endsWith(" declared. The endpoint is " + notice);
	}

}
