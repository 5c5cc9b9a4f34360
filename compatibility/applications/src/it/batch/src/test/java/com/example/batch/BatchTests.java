package com.example.batch;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collections;

import javax.management.JMException;
import javax.management.ObjectName;

import io.github.failpoint.AwaitOutcome;
import io.github.failpoint.FailpointRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class BatchTests {

	@Test
	void withoutAnyServer() throws Exception {
		ConfigurableApplicationContext application = SpringApplication.run(BatchApplication.class);
		Greetings greetings = application.getBean(Greetings.class);
		assertThatIllegalStateException().isThrownBy(greetings::greet).withMessage("from the properties");
		assertThat(greetings.greet()).isEqualTo("hello");

		invoke("enable", "greetings.greet", "return(goodbye)", null, null);
		assertThat(greetings.greet()).isEqualTo("goodbye");
		invoke("disable", "greetings.greet");
		assertThat(greetings.greet()).isEqualTo("hello");

		FailpointRegistry registry = application.getBean(FailpointRegistry.class);
		invoke("enable", "greetings.greet", "pause", null, null);
		Thread job = new Thread(greetings::greet);
		job.start();
		assertThat(registry.awaitWaiting("greetings.greet", 1, Duration.ofSeconds(30)))
			.isEqualTo(AwaitOutcome.REACHED);
		application.close();
		job.join(30_000);
		assertThat(job.isAlive()).isFalse();
	}

	private static void invoke(String operation, Object... arguments) throws JMException {
		ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("org.springframework.boot:type=Endpoint,name=Failpoints"), operation, arguments,
					Collections.nCopies(arguments.length, String.class.getName()).toArray(String[]::new));
	}

}
