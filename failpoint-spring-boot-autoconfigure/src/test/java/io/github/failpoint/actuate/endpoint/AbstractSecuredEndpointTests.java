package io.github.failpoint.actuate.endpoint;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.failpoint.BootLine;
import io.github.failpoint.FailpointStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint answers behind Spring Security, on any server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
abstract class AbstractSecuredEndpointTests {

	private static final String ENDPOINT = AbstractFailpointsEndpointHttpTests.ENDPOINT;

	private static final String COMMIT = AbstractFailpointsEndpointHttpTests.COMMIT;

	private static final String OFF = "{\"terms\": \"off\"}";

	static final List<UserDetails> USERS = List.of(user("viewer", "VIEWER"), user("operator", "OPERATOR"));

	private EndpointApplication application;

	EndpointClient anonymous;

	EndpointClient viewer;

	EndpointClient operator;

	/**
	 * Start an application whose writes need the role {@code OPERATOR}, and all else a
	 * user.
	 */
	abstract EndpointApplication run(String... properties);

	/**
	 * Start an application that only has what Spring Boot does by itself.
	 */
	abstract EndpointApplication runWithDefaults(String... properties);

	/**
	 * Start an application whose only chain is for {@code /api}.
	 */
	abstract EndpointApplication runWithOtherChain(String... properties);

	private static UserDetails user(String name, String role) {
		return User.withUsername(name).password("{noop}secret").roles(role).build();
	}

	static String secured() {
		return "spring.autoconfigure.exclude=" + BootLine.EXCLUDED;
	}

	@BeforeAll
	void start() {
		this.application = run(secured());
		this.anonymous = this.application.client();
		this.viewer = this.anonymous.as("viewer", "secret");
		this.operator = this.anonymous.as("operator", "secret");
	}

	@AfterEach
	void disableAll() {
		this.application.registry().disableAll();
		events().clear();
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	private List<AuditEvent> events() {
		return this.application.context().getBean(AuditTrail.class).events;
	}

	private void assertNothingEnabled() {
		assertThat(this.application.registry().failpoints()).extracting(FailpointStatus::state)
			.containsOnly(FailpointStatus.State.DISABLED);
	}

	@Test
	void anonymousGetsNothing() {
		this.anonymous.get(ENDPOINT).assertStatus(401);
		this.anonymous.get(COMMIT).assertStatus(401);
		this.anonymous.post(COMMIT, OFF).assertStatus(401);
		this.anonymous.post(ENDPOINT, "{\"terms\": \"orders.commit=off\"}").assertStatus(401);
		this.anonymous.delete(COMMIT).assertStatus(401);
		this.anonymous.delete(ENDPOINT + "?latch=true").assertStatus(401);
		this.anonymous.as("operator", "guess").post(COMMIT, OFF).assertStatus(401);
		assertNothingEnabled();
		assertThat(this.application.registry().isStopped()).isFalse();
	}

	@Test
	void whoMayOnlyReadReads() {
		this.viewer.get(ENDPOINT).assertStatus(200);
		this.viewer.get(COMMIT).assertStatus(200);
		this.viewer.post(COMMIT, OFF).assertStatus(403);
		this.viewer.post(ENDPOINT, "{\"terms\": \"orders.commit=off\"}").assertStatus(403);
		this.viewer.delete(COMMIT).assertStatus(403);
		this.viewer.delete(ENDPOINT + "?latch=true").assertStatus(403);
		assertNothingEnabled();
		assertThat(this.application.registry().isStopped()).isFalse();
		assertThat(events()).isEmpty();
	}

	@Test
	void whoMayWriteWrites() {
		this.operator.post(COMMIT, OFF).assertStatus(200);
		this.operator.delete(COMMIT).assertStatus(204);
		this.operator.post(ENDPOINT, "{\"terms\": \"orders.commit=off\"}").assertStatus(200);
		this.operator.delete(ENDPOINT).assertStatus(204);
	}

	@Test
	void aFaultInTheUserStoreLocksNobodyOut() {
		this.operator.get("/actuator/orders").assertStatus(200);
		this.application.registry().enable("users.find", "throw(IllegalStateException)");
		assertThat(this.operator.get("/actuator/orders").status()).isIn(401, 500);
		Answer status = this.operator.get(ENDPOINT + "/users.find").assertStatus(200);
		assertThat(status.<Integer>read("$.suppressed.exempt")).isOne();
		assertThat(status.<Integer>read("$.triggers")).isOne();
		this.operator.delete(ENDPOINT).assertStatus(204);
		this.operator.get("/actuator/orders").assertStatus(200);
	}

	@Test
	void everyChangeIsAttributed() {
		this.operator.post(COMMIT, """
				{"terms": "print(a\\nb)", "ttl": "5m", "reason": "Game\\nday"}""").assertStatus(200);
		this.operator.post(COMMIT, OFF).assertStatus(200);
		this.operator.delete(COMMIT + "?reason=Enough").assertStatus(204);
		assertThat(events()).extracting(AuditEvent::getPrincipal).containsOnly("operator");
		assertThat(events()).extracting(AuditEvent::getType)
			.containsExactly("FAILPOINT_ENABLED", "FAILPOINT_ENABLED", "FAILPOINT_DISABLED");
		assertThat(events().get(0).getData()).containsAllEntriesOf(Map.of("failpoint", "orders.commit", "terms",
				"print(a\\nb)", "source", "endpoint", "ttl", "PT5M", "reason", "Game\\nday"));
		assertThat(events().get(1).getData())
			.containsAllEntriesOf(
					Map.of("previousTerms", "print(a\\nb)", "terms", "off", "source", "endpoint", "ttl", "PT5M"))
			.doesNotContainKey("reason");
		assertThat(events().get(2).getData())
			.containsAllEntriesOf(Map.of("failpoint", "orders.commit", "previousTerms", "off", "reason", "Enough"))
			.doesNotContainKeys("terms", "ttl");
		assertThat(events()).allSatisfy(this::assertRemoteAddress);
	}

	@Test
	void whoStopsEverythingIsNamedEvenIfNothingWasEnabled() {
		try (EndpointApplication latched = run(secured())) {
			EndpointClient client = latched.client().as("operator", "secret");
			client.delete(ENDPOINT + "?latch=true&reason=Incident").assertStatus(204);
			AuditEvent event = latched.context().getBean(AuditTrail.class).events.get(0);
			assertThat(event.getType()).isEqualTo("FAILPOINTS_STOPPED");
			assertThat(event.getPrincipal()).isEqualTo("operator");
			assertThat(event.getData()).containsEntry("reason", "Incident").doesNotContainKey("failpoints");
			assertRemoteAddress(event);
			assertThat(client.get(ENDPOINT).<Boolean>read("$.stopped")).isTrue();
		}
	}

	abstract void assertRemoteAddress(AuditEvent event);

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			server.port=0            | on the port of the application ('management.server.port' gives it another, '
			management.server.port=0 | on a port of its own ('
			""")
	void nobodyIsWarnedOfWhatIsProtected(String property, String where, CapturedOutput output) {
		run(secured(), property).close();
		assertOpen(where, output);
		runWithDefaults(secured(), property).close();
		assertOpen(where, output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/manage", "/actuator" })
	void everybodyIsWarnedIfNoChainIsForTheEndpoint(String path, CapturedOutput output) {
		runWithOtherChain(secured(), "management.endpoints.web.base-path=" + path).close();
		assertThat(output.getOut().lines().filter((line) -> line.contains(" declared. "))).last()
			.asString()
			.contains("WARN",
					"The endpoint is open to everybody, since no filter chain of Spring Security is for it, on the");
		runWithOtherChain(secured(), "management.endpoints.web.base-path=/api").close();
		assertOpen("on the port of the application ('management.server.port' gives it another, '", output);
	}

	private static void assertOpen(String where, CapturedOutput output) {
		assertThat(output.getOut().lines().filter((line) -> line.contains(" declared. "))).last()
			.asString()
			.contains("INFO")
			.endsWith("The endpoint is open " + where + "management.endpoint.failpoints.access=read-only' closes it)");
	}

	@Test
	void accessIsNeverMoreThanThatOfTheEndpoint() {
		try (EndpointApplication readOnly = run(secured(), "management.endpoint.failpoints.access=read-only")) {
			EndpointClient client = readOnly.client().as("operator", "secret");
			client.get(COMMIT).assertStatus(200);
			client.post(COMMIT, OFF).assertStatus(405);
			readOnly.client().post(COMMIT, OFF).assertStatus(401);
		}
		try (EndpointApplication capped = run(secured(), "management.endpoints.access.max-permitted=read-only")) {
			EndpointClient client = capped.client().as("operator", "secret");
			client.get(COMMIT).assertStatus(200);
			client.post(COMMIT, OFF).assertStatus(405);
		}
		try (EndpointApplication hidden = run(secured(), "management.endpoints.web.exposure.exclude=failpoints")) {
			hidden.client().as("operator", "secret").get(ENDPOINT).assertStatus(404);
		}
	}

	/**
	 * Spring Security protects every POST and DELETE of a user against forged requests
	 * unless told otherwise, as the reference of Spring Boot says of its own endpoints.
	 */
	@Test
	void withoutConfigurationTheDefaultsOfSpringBootHold() {
		try (EndpointApplication defaults = runWithDefaults(secured(), "spring.security.user.name=operator",
				"spring.security.user.password=secret")) {
			EndpointClient client = defaults.client().as("operator", "secret");
			defaults.client().get(ENDPOINT).assertStatus(401);
			client.get(ENDPOINT).assertStatus(200);
			List<Answer> forged = List.of(client.post(COMMIT, OFF), client.delete(COMMIT),
					defaults.client().post(COMMIT, OFF));
			assertThat(forged).extracting(Answer::status).isSubsetOf(401, 403);
			assertThat(defaults.registry().status("orders.commit").orElseThrow().state())
				.isEqualTo(FailpointStatus.State.DISABLED);
		}
	}

	/**
	 * Keeps the events.
	 */
	static final class AuditTrail implements ApplicationListener<AuditApplicationEvent> {

		private final List<AuditEvent> events = new CopyOnWriteArrayList<>();

		@Override
		public void onApplicationEvent(AuditApplicationEvent event) {
			if (event.getAuditEvent().getType().startsWith("FAILPOINT")) {
				this.events.add(event.getAuditEvent());
			}
		}

	}

}
