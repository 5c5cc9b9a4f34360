package com.example.devtools;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.failpoint.applications.Journey;
import io.github.failpoint.applications.Launched;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DevtoolsTests {

	@Test
	void withDevtoolsBeforeAndAfterARestart() throws Exception {
		try (Launched application = Launched.java("-cp", System.getProperty("java.class.path"),
				DevtoolsApplication.class.getName())) {
			Journey first = Journey.to(application.port());
			assertThat(application.output()).contains("restartedMain");
			first.properties();
			first.endpoint();
			first.shutdown(() -> Files.writeString(Path.of("target/classes/changed.txt"), "changed"));
			Journey.to(application.port()).run(application);
		}
	}

}
