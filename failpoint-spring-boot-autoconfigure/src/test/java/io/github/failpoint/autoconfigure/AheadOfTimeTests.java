package io.github.failpoint.autoconfigure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.function.Predicate;

import io.github.failpoint.InvocationHints;
import io.github.failpoint.actuate.endpoint.FailpointDescriptor;
import io.github.failpoint.actuate.endpoint.FailpointProblemDescriptor;
import io.github.failpoint.actuate.endpoint.FailpointsDescriptor;
import io.github.failpoint.actuate.endpoint.FailpointsEndpoint;
import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.Advised;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.DecoratingProxy;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications that are processed ahead of time.
 */
class AheadOfTimeTests {

	private static final InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();

	private static RuntimeHints hints;

	private static boolean registryMade;

	@BeforeAll
	static void process() {
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(AheadOfTimeTests.class)), files);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues
				.of("failpoint.exceptions.allowed=" + Allowed.class.getName(),
						"failpoint.points.load=throw(IllegalStateException)",
						"management.endpoints.jmx.exposure.include=failpoints", "spring.jmx.enabled=true")
				.applyTo(context);
			context.register(Beans.class, FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class,
					FailpointsEndpointAutoConfiguration.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			registryMade = context.getBeanFactory().containsSingleton("failpointRegistry");
		}
		generation.writeGeneratedContent();
		hints = generation.getRuntimeHints();
	}

	@Test
	void nothingIsEnabledMeanwhile() {
		assertThat(registryMade).isFalse();
	}

	@Test
	void annotationsCanBeRead() {
		assertThat(hints).matches(isInvoked(Failpoint.class))
			.matches(isInvoked(Failpoint.List.class))
			.matches(isInvoked(Failing.class));
	}

	@Test
	void methodsWithFailpointsCanBeFoundAndInvoked() {
		assertThat(hints).matches(isInvoked(Service.class))
			.matches(isInvoked(Inherited.class))
			.matches(isInvoked(Library.class))
			.matches(isInvoked(Contract.class));
	}

	private static Predicate<RuntimeHints> isInvoked(Class<?> type) {
		return RuntimeHintsPredicates.reflection()
			.onType(type)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS);
	}

	@Test
	void valuesToReturnCanBeMade() {
		assertThat(InvocationHints.constructor(Answer.class.getDeclaredConstructors()[0])).accepts(hints);
	}

	@Test
	void exceptionsThatAreAllowedCanBeMade() {
		assertThat(hints).matches(isConstructed(IllegalStateException.class))
			.matches(isConstructed(SQLException.class))
			.matches(isConstructed(Allowed.class))
			.matches(isConstructed(Declared.class))
			.matches(isConstructed(Undeclared.class).negate());
	}

	private static Predicate<RuntimeHints> isConstructed(Class<? extends Throwable> type) {
		return InvocationHints.constructor(type.getDeclaredConstructors()[0]);
	}

	@Test
	void propertiesCanBeBound() {
		assertThat(hints).matches(InvocationHints.constructor(FailpointProperties.class.getDeclaredConstructors()[0]))
			.matches(InvocationHints.constructor(FailpointProperties.Aop.class.getDeclaredConstructors()[0]));
	}

	@Test
	void operationsOfTheEndpointCanBeInvokedAndTheirBodiesWritten() {
		assertThat(hints).matches(InvocationHints.method(FailpointsEndpoint.class, "enable"))
			.matches(InvocationHints.method(FailpointsDescriptor.class, "failpoints"))
			.matches(InvocationHints.method(FailpointDescriptor.class, "terms"))
			.matches(InvocationHints.method(FailpointProblemDescriptor.class, "message"));
	}

	@Test
	void proxiesAreMade() {
		assertThat(files.getGeneratedFiles(Kind.CLASS).keySet())
			.anyMatch((file) -> file.contains("AheadOfTimeTests$Service$$SpringCGLIB$$"))
			.noneMatch((file) -> file.contains("Plain$$SpringCGLIB$$"));
		assertThat(files.getGeneratedFiles(Kind.CLASS).keySet())
			.anyMatch((file) -> file.contains("AheadOfTimeTests$Library$$SpringCGLIB$$"))
			.noneMatch((file) -> file.contains("Beans$$SpringCGLIB$$"));
		assertThat(RuntimeHintsPredicates.proxies()
			.forInterfaces(Contract.class, SpringProxy.class, Advised.class, DecoratingProxy.class)).accepts(hints);
	}

	/**
	 * Has a failpoint of its own, an inherited one, and one of its interface.
	 */
	static class Service extends Inherited {

		@Failing
		Answer load() throws Declared {
			return new Answer("loaded");
		}

	}

	static class Inherited {

		@Failpoint
		@Failpoint("twice")
		void inherited() {
		}

	}

	static class Plain {

	}

	/**
	 * Gets its failpoints from the method that makes it.
	 */
	static class Library {

		public int lend() {
			return 1;
		}

	}

	interface Contract {

		@Failpoint("agreed")
		void agreed();

	}

	record Answer(String text) {

	}

	static class Allowed extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Allowed(String message) {
			super(message);
		}

	}

	static class Declared extends Exception {

		private static final long serialVersionUID = 1L;

		Declared(String message) {
			super(message);
		}

	}

	static class Undeclared extends Exception {

		private static final long serialVersionUID = 1L;

		Undeclared(String message) {
			super(message);
		}

	}

	@Failpoint
	@Retention(RetentionPolicy.RUNTIME)
	@Target(ElementType.METHOD)
	@interface Failing {

		String value() default "";

	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		Service service() {
			return new Service();
		}

		@Bean
		@Failpoint("library")
		Library library() {
			return new Library();
		}

		@Bean
		Plain plain() {
			return new Plain();
		}

		@Bean
		Contract contract() {
			return (Contract) Proxy.newProxyInstance(Contract.class.getClassLoader(), new Class<?>[] { Contract.class },
					(proxy, method, arguments) -> null);
		}

	}

}
