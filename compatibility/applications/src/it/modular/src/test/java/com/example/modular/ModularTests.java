package com.example.modular;

import io.github.failpoint.applications.Client;
import io.github.failpoint.applications.Journey;
import io.github.failpoint.applications.Launched;
import org.junit.jupiter.api.Test;

class ModularTests {

	@Test
	void onTheModulePath() throws Exception {
		try (Launched application = Launched.java("-p", "target/classes:target/modules", "--add-modules",
				"ALL-MODULE-PATH", "-m", "com.example.modular/com.example.modular.ModularApplication")) {
			int port = application.port();
			recordFromJson(Client.of(port));
			Journey.to(port).run(application);
		}
	}

	private static void recordFromJson(Client client) {
		String endpoint = "/actuator/failpoints/greetings.last";
		client.post(endpoint, "{\"terms\": \"return({\\\"text\\\": \\\"bye\\\", \\\"times\\\": 2})\"}").has(200);
		client.get("/last").has(200).contains("Greeting[text=bye, times=2]");
		client.post(endpoint, "{\"terms\": \"return({\\\"txt\\\": \\\"bye\\\"})\"}")
			.has(400)
			.contains("is none of its members, which are [text, times]");
		client.delete(endpoint).has(204);
	}

}
