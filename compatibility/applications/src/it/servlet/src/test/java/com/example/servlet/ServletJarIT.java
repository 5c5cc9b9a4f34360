package com.example.servlet;

import io.github.failpoint.applications.Journey;
import io.github.failpoint.applications.Launched;
import org.junit.jupiter.api.Test;

class ServletJarIT {

	@Test
	void executableJar() throws Exception {
		try (Launched application = Launched.java("-jar", "target/servlet-1.0.jar")) {
			Journey.to(application.port()).run(application);
		}
	}

}
