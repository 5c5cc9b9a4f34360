package io.github.failpoint.applications;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every application with a server is taken through: a setting from its properties,
 * faults from the endpoint, none, and the shutdown under a paused call. Its page
 * {@code /greeting} says hello, and reaches the failpoint {@code greetings.greet}, whose
 * setting from the properties throws once.
 */
public final class Journey {

	private static final String PAGE = "/greeting";

	private final Client page;

	private final Client actuator;

	private final String endpoint;

	private Journey(Client page, Client actuator, String endpoint) {
		this.page = page;
		this.actuator = actuator;
		this.endpoint = endpoint;
	}

	/**
	 * Return a journey through an application on this machine.
	 * @param port the application's port
	 * @return the journey
	 */
	public static Journey to(int port) {
		return of(Client.of(port), Client.of(port));
	}

	/**
	 * Return a journey through an application on this machine.
	 * @param page who asks for the page
	 * @param actuator who asks the endpoint
	 * @return the journey
	 */
	public static Journey of(Client page, Client actuator) {
		return new Journey(page, actuator, "/actuator/failpoints/greetings.greet");
	}

	/**
	 * Go from the properties to the end.
	 * @param shutdown ends the application
	 */
	public void run(AutoCloseable shutdown) throws Exception {
		properties();
		endpoint();
		pause();
		shutdown(shutdown);
	}

	/**
	 * Meet the fault of the properties, once.
	 */
	public void properties() {
		this.page.get(PAGE).has(500);
		says("hello");
		this.actuator.get(this.endpoint)
			.has(200)
			.contains("\"state\":\"exhausted\"", "\"source\":\"properties\"", "\"triggers\":1");
	}

	/**
	 * Set, meet and end faults.
	 */
	public void endpoint() {
		enable("throw(IllegalStateException)");
		this.page.get(PAGE).has(500);
		enable("return(goodbye)");
		says("goodbye");
		disable();
		says("hello");
		this.actuator.post(this.endpoint, "{\"terms\": \"5*\"}").has(400).contains("expected an action");
		this.actuator.get(this.endpoint).has(200).contains("\"state\":\"disabled\"");
	}

	/**
	 * Pause a call, and let it go on.
	 */
	public void pause() throws Exception {
		CompletableFuture<Answer> paused = paused();
		disable();
		assertGoesOn(paused);
	}

	/**
	 * End the application under a paused call, which is answered all the same.
	 * @param shutdown ends the application
	 */
	public void shutdown(AutoCloseable shutdown) throws Exception {
		CompletableFuture<Answer> paused = paused();
		shutdown.close();
		assertGoesOn(paused);
	}

	private CompletableFuture<Answer> paused() throws InterruptedException {
		enable("pause");
		CompletableFuture<Answer> answer = this.page.getLater(PAGE);
		for (int i = 0; i < 600 && !isWaiting(); i++) {
			Thread.sleep(50);
		}
		assertThat(answer).isNotDone();
		return answer;
	}

	private boolean isWaiting() {
		return this.actuator.get(this.endpoint).has(200).body().contains("\"waiting\":1");
	}

	private static void assertGoesOn(CompletableFuture<Answer> paused) throws Exception {
		assertThat(paused.get(60, TimeUnit.SECONDS)).isEqualTo(new Answer(200, "hello"));
	}

	private void says(String expected) {
		assertThat(this.page.get(PAGE)).isEqualTo(new Answer(200, expected));
	}

	private void enable(String terms) {
		this.actuator.post(this.endpoint, "{\"terms\": \"" + terms + "\"}").has(200).contains("\"state\":\"enabled\"");
	}

	private void disable() {
		this.actuator.delete(this.endpoint).has(204);
	}

}
