package io.github.failpoint.demo.docs;

import java.util.Collections;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.demo.ShopApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What docs/endpoint.md says about JMX.
 */
@SpringBootTest(classes = ShopApplication.class,
		properties = { "spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=failpoints" })
class JmxTests {

	@Autowired
	MBeanServer server;

	@Autowired
	FailpointRegistry registry;

	@Test
	void anOperationEnablesAFailpoint() throws Exception {
		MBeanServer server = this.server;
		ObjectName failpoints = new ObjectName("org.springframework.boot:type=Endpoint,name=Failpoints");
		Object status = server.invoke(failpoints, "enable",
				new Object[] { "orders.answer", "1*throw(IllegalStateException)", null, "5m", "Game day", null },
				Collections.nCopies(6, "java.lang.String").toArray(String[]::new));
		assertThat(status).asString().contains("state=enabled");
		assertThat(this.registry.status("orders.answer")).get()
			.extracting(FailpointStatus::state)
			.isEqualTo(FailpointStatus.State.ENABLED);
	}

}
