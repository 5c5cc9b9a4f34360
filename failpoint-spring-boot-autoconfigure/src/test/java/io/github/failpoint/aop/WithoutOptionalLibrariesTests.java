package io.github.failpoint.aop;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications without Reactor, RxJava, Mutiny, Kotlin and Jackson.
 */
class WithoutOptionalLibrariesTests {

	private static final List<String> OPTIONAL = List.of("reactor-", "reactive-streams-", "rxjava-", "mutiny-",
			"kotlin", "jackson-");

	@Test
	void everythingElseWorks() throws Exception {
		assertThat(call("answers")).isEqualTo("early,early,true");
	}

	@Test
	void publishersAreRefused() throws Exception {
		assertThat(call("refusal")).isEqualTo("Invalid @Failpoint at " + Streams.class.getName()
				+ ".stream(): it returns java.util.concurrent.Flow$Publisher, which needs reactor-core on the class path");
	}

	private static String call(String method) throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
			thread.setContextClassLoader(loader);
			return (String) loader.loadClass(Applications.class.getName()).getMethod(method).invoke(null);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static URL[] classPath() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((path) -> OPTIONAL.stream().noneMatch(path.getFileName().toString()::startsWith))
			.map(WithoutOptionalLibrariesTests::url)
			.toArray(URL[]::new);
	}

	private static URL url(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/**
	 * Runs applications within the class loader.
	 */
	public static final class Applications {

		private Applications() {
		}

		public static String answers() {
			try (ConfigurableApplicationContext context = run(Plain.class)) {
				FailpointRegistry registry = context.getBean(FailpointRegistry.class);
				registry.enable("plain", "return(early)");
				registry.enable("later", "1*return(early)->throw(IllegalStateException)");
				Plain plain = context.getBean(Plain.class);
				return plain.plain() + "," + plain.later().join() + "," + plain.later().isCompletedExceptionally();
			}
		}

		public static String refusal() {
			try {
				run(Streams.class).close();
				return "not refused";
			}
			catch (RuntimeException ex) {
				Throwable cause = ex;
				while (cause.getCause() != null) {
					cause = cause.getCause();
				}
				return String.valueOf(cause.getMessage());
			}
		}

		private static ConfigurableApplicationContext run(Class<?> bean) {
			SpringApplication application = new SpringApplicationBuilder(Common.class, bean)
				.web(WebApplicationType.NONE)
				.properties("spring.main.banner-mode=off")
				.build();
			return application.run();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class })
	static class Common {

	}

	static class Plain {

		@Failpoint("plain")
		public String plain() {
			return "plain";
		}

		@Failpoint("later")
		public CompletableFuture<String> later() {
			return CompletableFuture.failedFuture(new IOException());
		}

	}

	static class Streams {

		@Failpoint
		public Flow.Publisher<String> stream() {
			throw new UnsupportedOperationException();
		}

	}

}
