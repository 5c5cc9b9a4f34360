package io.github.failpoint.test;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointScope;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.test.app.Greetings;
import io.github.failpoint.test.app.KitApplication;
import io.github.failpoint.test.app.Names;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AliasFor;
import org.springframework.http.MediaType;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.test.web.servlet.MockMvc;

import static io.github.failpoint.test.TestFailpoint.failpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * Tests for {@link FailpointTestExecutionListener}.
 */
class FailpointTestExecutionListenerTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=failpoints";

	private static final String UNRESTRICTED = "management.endpoint.failpoints.access=unrestricted";

	private static final String THROW = "1*throw(IllegalStateException)";

	@AfterEach
	void leavesNothingBehind() {
		assertThat(FailpointSession.current()).isNull();
		assertThat(FailpointScope.current()).isNull();
	}

	@Test
	void enablesInTheRegistryOfTheContext() {
		Engine.passes(BootCase.class, 8);
	}

	@Test
	void namesTheCausesOfAVacuousTest() {
		assertThat(Engine.failure(VacuousCase.class)).hasMessageContainingAll(
				"Failpoint \"greetings.greet\" was set to", "It was evaluated 0 times",
				"a call should have come to io.github.failpoint.test.app.Greetings.greet(String)",
				"1. the method was called by its own object, past the proxy");
	}

	@Test
	void namesAMockInPlaceOfTheBean() {
		assertThat(Engine.failure(MockCase.class)).hasMessageContaining("nobody has declared this name")
			.hasMessageContaining("; the bean 'names' is a mock of io.github.failpoint.test.app.Names,"
					+ " which reaches no failpoint");
	}

	@Test
	void bringsFailpointsIntoSlices() {
		Engine.passes(SliceCase.class, 1);
	}

	@Test
	void saysWhatAContextLacks() {
		assertThat(Engine.failure(NoRegistryCase.class))
			.hasMessageContainingAll("@WithFailpoint needs one bean of type FailpointRegistry", "NoRegistryCase");
	}

	@Test
	void reachesTheThreadsOfARealServer() {
		Engine.passes(ServerCase.class, 3);
	}

	@Test
	void leavesTheTestToSpringHoweverItIsRegistered() {
		Engine.passes(RegisteredCase.class, 1);
		EngineExecutionResults results = Engine.run(Map.of("junit.jupiter.extensions.autodetection.enabled", "true"),
				DetectedCase.class);
		assertThat(Engine.failures(results.allEvents())).isEmpty();
		assertThat(results.testEvents().succeeded().count()).isOne();
	}

	@Test
	void testsInParallelShareOneContextAndNothingElse() {
		for (int workers : new int[] { 2, 8 }) {
			EngineExecutionResults results = Engine.run(Engine.parallel(workers), ParallelCase.class,
					OtherParallelCase.class);
			assertThat(Engine.failures(results.allEvents())).isEmpty();
			assertThat(results.testEvents().succeeded().count()).isEqualTo(240);
		}
	}

	@Test
	void testsOfARealServerExcludeOneAnotherInParallel() {
		EngineExecutionResults results = Engine.run(Engine.parallel(4), ParallelServerCase.class);
		assertThat(Engine.failures(results.allEvents())).isEmpty();
		assertThat(results.testEvents().succeeded().count()).isEqualTo(40);
	}

	@Test
	void tellsTestsApartThatChangeWhatOthersUse() {
		EngineExecutionResults results = Engine.run(Engine.parallel(2), CarelessCase.class);
		assertThat(Engine.failures(results.testEvents())).singleElement()
			.asString()
			.contains("Failpoints [names.of] were changed for everybody while other tests used the same registry",
					"CarelessCase");
	}

	@WithFailpoint(name = "kit.point", terms = "1*return")
	@ContextConfiguration(classes = PlainConfiguration.class)
	static class RegisteredCase {

		@RegisterExtension
		static final SpringExtension SPRING = new SpringExtension();

		@Test
		void test(@Autowired FailpointRegistry registry) {
			PlainConfiguration.reach(registry);
		}

	}

	@WithFailpoint(name = "kit.point", terms = "1*return")
	@ContextConfiguration(classes = PlainConfiguration.class)
	static class DetectedCase {

		@Test
		void test(@Autowired FailpointRegistry registry) {
			PlainConfiguration.reach(registry);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainConfiguration {

		@Bean
		FailpointRegistry registry() {
			return new FailpointRegistry();
		}

		static void reach(FailpointRegistry registry) {
			assertThat(registry.failpoint("kit.point").returnsEarly()).isTrue();
			assertThat(failpoint("kit.point")).wasTriggered(1);
		}

	}

	@SpringBootTest(classes = KitApplication.class, properties = { EXPOSED, UNRESTRICTED })
	@WithMockMvc
	static class BootCase {

		@Autowired
		Greetings greetings;

		@Autowired
		FailpointRegistry registry;

		@Autowired
		MockMvc mvc;

		@BeforeEach
		@AfterEach
		void around() {
			assertThat(this.greetings.greet("Ada")).isEqualTo("Hello Ada");
		}

		@Test
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		void annotation() {
			assertThatIllegalStateException().isThrownBy(() -> this.greetings.greet("Ada"));
			assertThat(failpoint("greetings.greet")).wasTriggered(1)
				.wasTriggeredBy("io.github.failpoint.test.app.Greetings.greet")
				.isExhausted();
		}

		@Test
		@Broken(terms = "return(aliased)")
		void aliasOfAMetaAnnotation() {
			assertThat(this.greetings.greet("Ada")).isEqualTo("aliased");
		}

		@Test
		void registry() {
			this.registry.enable("greetings.greet", "1*return(own)");
			assertThat(this.greetings.greet("Ada")).isEqualTo("own");
		}

		@Test
		@WithFailpoint(name = "names.of", terms = "1*return(Bob)")
		void contextPropagation() {
			assertThat(this.greetings.greetLater("Ada")).succeedsWithin(10, TimeUnit.MINUTES).isEqualTo("Bob");
		}

		@Test
		@WithFailpoint(name = "controller.greet", terms = "1*return(mocked)")
		void mockMvc() throws Exception {
			this.mvc.perform(get("/greetings/Ada")).andExpect(content().string("mocked"));
		}

		@Test
		void endpoint() throws Exception {
			this.mvc
				.perform(post("/actuator/failpoints/controller.greet").contentType(MediaType.APPLICATION_JSON)
					.content("{\"terms\": \"1*return(through the endpoint)\"}"))
				.andExpect(status().isOk());
			this.mvc.perform(get("/greetings/Ada")).andExpect(content().string("through the endpoint"));
		}

		@Test
		@Timeout(value = 50, threadMode = ThreadMode.SEPARATE_THREAD)
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		void threadOfATimeout() {
			assertThatIllegalStateException().isThrownBy(() -> this.greetings.greet("Ada"));
		}

		@Nested
		class NestedCase {

			@Test
			@WithFailpoint(name = "greetings.greet", terms = THROW)
			void nested() {
				assertThatIllegalStateException().isThrownBy(() -> BootCase.this.greetings.greet("Ada"));
			}

		}

	}

	@WithFailpoint(name = "greetings.greet", terms = "")
	@Retention(RetentionPolicy.RUNTIME)
	@interface Broken {

		@AliasFor(annotation = WithFailpoint.class)
		String terms();

	}

	@SpringBootTest(classes = KitApplication.class)
	static class VacuousCase {

		@Test
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		void test(@Autowired Greetings greetings) {
			greetings.greetPastTheProxy("Ada");
		}

	}

	@SpringBootTest(classes = KitApplication.class)
	static class MockCase {

		@MockitoBean
		Names names;

		@Test
		@WithFailpoint(name = "names.of", terms = THROW)
		void test(@Autowired Greetings greetings) {
			greetings.greet("Ada");
		}

	}

	@GreetingControllerTest
	static class SliceCase {

		@Test
		@WithFailpoint(name = "controller.greet", terms = "1*return(sliced)")
		void test(@Autowired MockMvc mvc) throws Exception {
			mvc.perform(get("/greetings/Ada")).andExpect(content().string("sliced"));
		}

	}

	@SpringJUnitConfig
	static class NoRegistryCase {

		@Test
		@WithFailpoint(name = "greetings.greet", terms = THROW)
		void test() {
		}

	}

	@SpringBootTest(classes = KitApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = { EXPOSED, UNRESTRICTED, "failpoint.points.[names.of]=2*return(from properties)" })
	@TestMethodOrder(MethodOrderer.MethodName.class)
	static class ServerCase {

		private final Client client;

		private final FailpointRegistry registry;

		@Autowired
		ServerCase(@LocalServerPort int port, FailpointRegistry registry) {
			this.client = new Client(port);
			this.registry = registry;
		}

		@Test
		@WithFailpoint(name = "controller.greet", terms = "1*return(served)")
		void a(TestInfo info) throws Exception {
			assertThat(this.client.greet()).isEqualTo("served");
			assertThat(failpoint("controller.greet")).wasTriggered(1);
			this.registry.enable("names.of", "pause");
		}

		@Test
		void b() throws Exception {
			assertThat(this.registry.status("names.of").orElseThrow().terms()).isEqualTo("2*return(from properties)");
			assertThat(this.client.greet()).isEqualTo("Hi Ada");
			this.client.enable("controller.greet", "return(by hand)");
			assertThat(this.client.greet()).isEqualTo("by hand");
		}

		@Test
		@WithFailpoint(name = "controller.greet", terms = "1*return(mine)", visibility = FailpointVisibility.THREAD,
				lenient = true)
		void c() throws Exception {
			assertThat(this.client.greet()).isEqualTo("Hi Ada");
			assertThat(this.registry.failpoints()).filteredOn((status) -> status.name().equals("controller.greet"))
				.extracting(FailpointStatus::state)
				.containsExactly(FailpointStatus.State.ENABLED);
		}

	}

	@SpringBootTest(classes = KitApplication.class)
	static class ParallelCase {

		@Autowired
		Greetings greetings;

		@Autowired
		FailpointRegistry registry;

		@RepeatedTest(60)
		@WithFailpoint(name = "greetings.greet", terms = "3*return(one)")
		void one() {
			assertThat(greetings(4)).containsExactly("one", "one", "one", "Hello Ada");
		}

		@RepeatedTest(60)
		@WithFailpoint(name = "greetings.greet", terms = "1*off->2*return(two)")
		void two() {
			assertThat(greetings(4)).containsExactly("Hello Ada", "two", "two", "Hello Ada");
		}

		@RepeatedTest(60)
		void three() {
			assertThat(greetings(1)).containsExactly("Hello Ada");
			this.registry.enable("greetings.greet", "2*return(three)");
			assertThat(greetings(3)).containsExactly("three", "three", "Hello Ada");
		}

		private List<String> greetings(int count) {
			return IntStream.range(0, count).mapToObj((i) -> this.greetings.greet("Ada")).toList();
		}

	}

	@SpringBootTest(classes = KitApplication.class)
	@WithFailpoint(name = "names.of", terms = "2*return(Bob)")
	static class OtherParallelCase {

		@Autowired
		Greetings greetings;

		@RepeatedTest(60)
		void ofTheClass() {
			assertThat(this.greetings.greet("Ada")).isEqualTo("Hello Bob");
			assertThat(this.greetings.greet("Ada")).isEqualTo("Hello Bob");
			assertThat(this.greetings.greet("Ada")).isEqualTo("Hello Ada");
		}

	}

	@SpringBootTest(classes = KitApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
	static class ParallelServerCase {

		@LocalServerPort
		int port;

		@RepeatedTest(15)
		@WithFailpoint(name = "controller.greet", terms = "1*return(one)")
		void one() throws Exception {
			assertThat(new Client(this.port).greet()).isEqualTo("one");
		}

		@RepeatedTest(15)
		@WithFailpoint(name = "controller.greet", terms = "1*return(two)")
		void two() throws Exception {
			assertThat(new Client(this.port).greet()).isEqualTo("two");
		}

		@RepeatedTest(10)
		void unaffected() throws Exception {
			assertThat(new Client(this.port).greet()).isEqualTo("Hi Ada");
		}

	}

	@SpringBootTest(classes = KitApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
	static class CarelessCase {

		private static final CyclicBarrier BARRIER = new CyclicBarrier(2);

		@Autowired
		FailpointRegistry registry;

		@Test
		void one() throws Exception {
			BARRIER.await(10, TimeUnit.MINUTES);
			this.registry.enable("names.of", "off");
			BARRIER.await(10, TimeUnit.MINUTES);
		}

		@Test
		void two() throws Exception {
			BARRIER.await(10, TimeUnit.MINUTES);
			BARRIER.await(10, TimeUnit.MINUTES);
		}

	}

	/**
	 * A client of the running application.
	 */
	private record Client(int port) {

		String greet() throws IOException, InterruptedException {
			return send(HttpRequest.newBuilder(uri("/greetings/Ada")).build());
		}

		void enable(String name, String terms) throws IOException, InterruptedException {
			send(HttpRequest.newBuilder(uri("/actuator/failpoints/" + name))
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString("{\"terms\": \"" + terms + "\"}"))
				.build());
		}

		private URI uri(String path) {
			return URI.create("http://localhost:" + this.port + path);
		}

		private static String send(HttpRequest request) throws IOException, InterruptedException {
			return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
		}

	}

}
