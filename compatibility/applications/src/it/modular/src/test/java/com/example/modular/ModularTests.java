package com.example.modular;

import io.github.failpoint.applications.Journey;
import io.github.failpoint.applications.Launched;
import org.junit.jupiter.api.Test;

class ModularTests {

	@Test
	void onTheModulePath() throws Exception {
		try (Launched application = Launched.java("-p", "target/classes:target/modules", "--add-modules",
				"ALL-MODULE-PATH", "-m", "com.example.modular/com.example.modular.ModularApplication")) {
			Journey.to(application.port()).run(application);
		}
	}

}
