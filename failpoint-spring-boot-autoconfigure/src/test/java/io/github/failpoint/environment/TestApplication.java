package io.github.failpoint.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * A real application with configuration files and an environment of its own.
 */
public final class TestApplication {

	private final Path directory;

	private final Map<String, Object> variables = new LinkedHashMap<>();

	/**
	 * Create an application.
	 * @param directory where its files are
	 */
	public TestApplication(Path directory) {
		this.directory = directory;
	}

	/**
	 * Write a file of properties.
	 * @param content what stands in it
	 * @return this
	 */
	public TestApplication properties(String content) {
		return file("application.properties", content);
	}

	/**
	 * Write a file of YAML.
	 * @param content what stands in it
	 * @return this
	 */
	public TestApplication yaml(String content) {
		return file("application.yaml", content);
	}

	private TestApplication file(String name, String content) {
		try {
			Files.writeString(this.directory.resolve(name), content);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Set a variable of the environment.
	 * @param name the name
	 * @param value the value
	 * @return this
	 */
	public TestApplication variable(String name, String value) {
		this.variables.put(name, value);
		return this;
	}

	/**
	 * Run the application.
	 * @param declarations what declares failpoints
	 * @param arguments its arguments
	 * @return the context
	 */
	public ConfigurableApplicationContext run(Class<?> declarations, String... arguments) {
		SpringApplication application = new SpringApplication(Basics.class, declarations);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setRegisterShutdownHook(false);
		application.setDefaultProperties(Map.of("spring.config.location", this.directory.toUri().toString()));
		application.addInitializers((context) -> context.getEnvironment()
			.getPropertySources()
			.replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", this.variables)));
		return application.run(arguments);
	}

	/**
	 * Return the registry.
	 * @param context the context
	 * @return the registry
	 */
	public FailpointRegistry registry(ConfigurableApplicationContext context) {
		return context.getBean(FailpointRegistry.class);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(FailpointAutoConfiguration.class)
	static class Basics {

	}

	/**
	 * A bean that declares a failpoint as its class is created.
	 */
	@Configuration(proxyBeanMethods = false)
	public static class Orders {

		Orders(FailpointRegistry registry) {
			registry.failpoint("orders.commit");
		}

	}

	/**
	 * Declares nothing.
	 */
	@Configuration(proxyBeanMethods = false)
	public static class Nothing {

	}

}
