package io.github.failpoint.aop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import com.example.clinic.ClinicApplication;
import com.example.clinic.Kinds;
import com.example.clinic.Owners;
import io.github.failpoint.Exclusions;
import io.github.failpoint.FailpointRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for faults of an application with repositories, controllers and a formatter, as
 * its clients see them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClinicTests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final String AWAY = "throw(org.springframework.dao.DataAccessResourceFailureException)";

	private ConfigurableApplicationContext context;

	private FailpointRegistry registry;

	private Owners owners;

	private Kinds kinds;

	@BeforeAll
	void startApplication() {
		this.context = new SpringApplicationBuilder(ClinicApplication.class)
			.properties(Exclusions.security(), "server.port=0", "spring.datasource.generate-unique-name=true",
					"spring.jpa.hibernate.ddl-auto=create", "spring.main.web-application-type=servlet")
			.run();
		this.registry = this.context.getBean(FailpointRegistry.class);
		this.owners = this.context.getBean(Owners.class);
		this.kinds = this.context.getBean(Kinds.class);
	}

	@BeforeEach
	void addCats() throws Exception {
		assertThat(post("/kinds?name=cat").body()).isEqualTo("kind cat");
	}

	@AfterEach
	void cleanUp() {
		this.registry.disableAll();
		this.owners.deleteAll();
		this.kinds.deleteAll();
	}

	@AfterAll
	void stopApplication() {
		this.context.close();
	}

	@Test
	void eachLayerHasItsFailpoints() {
		assertThat(FailpointContexts.declaredByBeans(this.registry)).contains("kindFormatter.parse", "kinds.findByName",
				"kinds.saved", "ownerController.add", "ownerController.find", "owners.findByName", "owners.saved");
	}

	@Test
	void formatterThatCannotParseIsABadRequest() throws Exception {
		assertThat(post("/owners?name=Ada&kind=dog").statusCode()).isEqualTo(400);
		assertThat(post("/owners?name=Ada&kind=cat").body()).isEqualTo("owner Ada");
		this.registry.enable("kindFormatter.parse", "throw(ParseException, unknown kind)");
		assertThat(post("/owners?name=Bob&kind=cat").statusCode()).isEqualTo(400);
		assertThat(this.owners.count()).isOne();
	}

	@Test
	void repositoryThatFailsIsWhatTheApplicationSaysOfIt() throws Exception {
		this.registry.enable("owners.findByName", AWAY);
		assertThat(get("/owners?name=Ada").statusCode()).isEqualTo(503);
		assertThat(get("/owners?name=Ada").body()).isEqualTo("the database is away");
		this.registry.enable("owners.findByName", "return");
		assertThat(get("/owners?name=Ada").statusCode()).isEqualTo(404);
	}

	@Test
	void controllerAnswersInPlaceOfItsMethod() throws Exception {
		this.registry.enable("ownerController.find", "return(429)");
		assertThat(get("/owners?name=Ada").statusCode()).isEqualTo(429);
		this.registry.enable("ownerController.find", "return(null)");
		assertThat(get("/owners?name=Ada").statusCode()).isEqualTo(200);
		this.registry.enable("ownerController.add", "return(early)");
		assertThat(post("/owners?name=Ada&kind=cat").body()).isEqualTo("early");
		assertThat(this.owners.count()).isZero();
	}

	@Test
	void whatIsInvalidIsRefusedBeforeTheFailpoint() throws Exception {
		this.registry.enable("ownerController.add", "throw(IllegalStateException)");
		assertThat(post("/owners?name=&kind=cat").statusCode()).isEqualTo(400);
		assertThat(this.registry.status("ownerController.add").orElseThrow().evaluations()).isZero();
		assertThat(post("/owners?name=Ada&kind=cat").statusCode()).isEqualTo(500);
	}

	@Test
	void faultBeforeTheCommitRollsBackWithACacheAndWithout() throws Exception {
		this.registry.enableAll("owners.saved=" + AWAY + ";kinds.saved=" + AWAY);
		assertThat(post("/owners?name=Ada&kind=cat").statusCode()).isEqualTo(503);
		assertThat(post("/kinds?name=dog").statusCode()).isEqualTo(503);
		assertThat(this.owners.count()).isZero();
		assertThat(this.kinds.count()).isOne();
	}

	@Test
	void cachedQueryReachesItsFailpointWhenItIsRun() throws Exception {
		this.registry.enable("kinds.findByName", "1*" + AWAY);
		assertThat(post("/owners?name=Ada&kind=cat").statusCode()).isEqualTo(503);
		assertThat(post("/owners?name=Ada&kind=cat").statusCode()).isEqualTo(200);
		assertThat(post("/owners?name=Bob&kind=cat").statusCode()).isEqualTo(200);
		assertThat(this.registry.status("kinds.findByName").orElseThrow().evaluations()).isEqualTo(2);
	}

	private HttpResponse<String> get(String path) throws Exception {
		return CLIENT.send(request(path).build(), BodyHandlers.ofString());
	}

	private HttpResponse<String> post(String path) throws Exception {
		return CLIENT.send(request(path).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		String port = this.context.getEnvironment().getRequiredProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
	}

}
