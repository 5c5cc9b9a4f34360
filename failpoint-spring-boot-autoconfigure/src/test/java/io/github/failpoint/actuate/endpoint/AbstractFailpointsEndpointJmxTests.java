package io.github.failpoint.actuate.endpoint;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;

import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.github.failpoint.FailpointRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds for the {@link FailpointsEndpoint} over JMX, whatever the application is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractFailpointsEndpointJmxTests {

	private final WebApplicationType type;

	private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

	private EndpointApplication application;

	private FailpointRegistry registry;

	private ObjectName name;

	AbstractFailpointsEndpointJmxTests(WebApplicationType type) {
		this.type = type;
	}

	@BeforeAll
	void start() throws JMException {
		String domain = "failpoint.test." + this.type;
		this.application = EndpointApplication.run(this.type, NoConfiguration.class, "spring.jmx.enabled=true",
				"management.endpoints.jmx.exposure.include=failpoints", "management.endpoints.jmx.domain=" + domain);
		this.registry = this.application.registry();
		this.name = new ObjectName(domain + ":type=Endpoint,name=Failpoints");
	}

	@AfterEach
	void disableAll() {
		this.registry.disableAll();
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	private Object invoke(String operation, String... arguments) throws JMException {
		return this.server.invoke(this.name, operation, arguments,
				Collections.nCopies(arguments.length, String.class.getName()).toArray(String[]::new));
	}

	@Test
	void hasOneOperationOfEachNameWithTextParameters() throws JMException {
		MBeanOperationInfo[] operations = this.server.getMBeanInfo(this.name).getOperations();
		assertThat(operations).extracting(MBeanOperationInfo::getName)
			.containsExactlyInAnyOrder("failpoints", "failpoint", "enable", "enableAll", "disable", "disableAll");
		assertThat(operations).flatExtracting((operation) -> Arrays.asList(operation.getSignature()))
			.extracting("type")
			.containsOnly(String.class.getName());
	}

	@Test
	void lists() throws JMException {
		assertThat(invoke("failpoints")).asInstanceOf(InstanceOfAssertFactories.MAP)
			.extractingByKey("failpoints", InstanceOfAssertFactories.MAP)
			.extractingByKey("orders.commit", InstanceOfAssertFactories.MAP)
			.containsEntry("state", "disabled")
			.doesNotContainKey("terms");
	}

	@Test
	void enablesAndDisables() throws JMException {
		invoke("enable", "orders.commit", "2*off", "42", null, null, null);
		assertThat(invoke("failpoint", "orders.commit")).asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsAllEntriesOf(Map.of("state", "enabled", "terms", "2*off", "seed", "42", "source", "endpoint"))
			.containsKey("expires_at");
		assertThat(invoke("disable", "orders.commit", null)).asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsEntry("state", "disabled");
		assertThat(this.registry.status("orders.commit").orElseThrow().terms()).isNull();
	}

	@Test
	void enablesAndDisablesMany() throws JMException {
		invoke("enableAll", "orders.commit=off;path/to=pause", null, null, null, "true");
		assertThat(this.registry.status("path/to").orElseThrow().terms()).isEqualTo("pause");
		assertThat(invoke("disable", "path/to", null)).isNull();
		invoke("disableAll", null, null);
		assertThat(this.registry.status("orders.commit").orElseThrow().terms()).isNull();
	}

	@Test
	void refusesTimesAboveTheLongest() throws JMException {
		invoke("enable", "orders.commit", "off", null, "24h", null, null);
		assertThatExceptionOfType(JMException.class)
			.isThrownBy(() -> invoke("enable", "orders.commit", "pause", null, "25h", null, null))
			.withMessageEndingWith("a time to live of 25h is longer than 'failpoint.max-ttl' of 24h");
	}

	@Test
	void explainsWhatIsWrong() {
		assertThatExceptionOfType(JMException.class)
			.isThrownBy(() -> invoke("enable", "orders.commit", "5*", null, null, null, null))
			.withMessage("Invalid terms \"5*\" at position 2: expected an action")
			.havingCause()
			.isExactlyInstanceOf(IllegalArgumentException.class);
		assertThatExceptionOfType(JMException.class).isThrownBy(() -> invoke("failpoint", "orders.comit"))
			.withMessage("There is no failpoint \"orders.comit\", did you mean \"orders.commit\"?");
		assertThatExceptionOfType(JMException.class).isThrownBy(() -> invoke("disable", "a,b", null))
			.withMessageStartingWith("Invalid name \"a,b\" at position 1");
		assertThatExceptionOfType(JMException.class)
			.isThrownBy(() -> invoke("enable", "orders.commit", "throw(InterruptedException)", null, null, null, null))
			.withMessageContaining("is not a type that may be thrown from outside");
	}

	@Configuration(proxyBeanMethods = false)
	static class NoConfiguration {

	}

}
