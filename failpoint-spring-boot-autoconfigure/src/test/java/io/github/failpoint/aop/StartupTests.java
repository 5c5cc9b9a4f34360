package io.github.failpoint.aop;

import java.io.IOException;
import java.io.InputStream;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.SettingRefusedException;
import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for how applications start with failpoints.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupTests {

	private final ApplicationContextRunner contextRunner = FailpointContexts.runner();

	@Test
	void nothingIsProxiedOrEnabledIfFailpointsAreSwitchedOff() {
		this.contextRunner.withPropertyValues("failpoint.enabled=false").withBean(Service.class).run((context) -> {
			assertThat(context).doesNotHaveBean(FailpointAnnotationBeanPostProcessor.class);
			assertThat(AopUtils.isAopProxy(context.getBean(Service.class))).isFalse();
			assertThatExceptionOfType(SettingRefusedException.class)
				.isThrownBy(() -> FailpointContexts.registry(context).enable("service", "return(5)"));
		});
	}

	@Test
	void applicationWithoutOptionalLibrariesWorks() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate", "org.springframework.web",
					"tools.jackson", "com.fasterxml.jackson", "reactor", "jakarta"))
			.withBean(Service.class)
			.withPropertyValues("failpoint.points.service=1*return(5)->throw(IllegalStateException)")
			.run((context) -> {
				assertThat(context.getBean(Service.class).run()).isEqualTo(5);
				assertThatIllegalStateException().isThrownBy(() -> context.getBean(Service.class).run());
				FailpointContexts.registry(context).enable("service", "return(6)");
				assertThat(context.getBean(Service.class).run()).isEqualTo(6);
			});
	}

	@Test
	void everyBeanIsPostProcessedInAFullApplication(CapturedOutput output) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.SERVLET)
			.properties("server.port=0", "spring.datasource.generate-unique-name=true",
					"management.endpoints.web.exposure.include=*")
			.run()) {
			context.getBean(FailpointRegistry.class).enable("service", "return(5)");
			assertThat(context.getBean(Service.class).run()).isEqualTo(5);
			assertThat(output).contains("Started").doesNotContain("is not eligible for getting processed");
		}
	}

	@Test
	void everyBeanIsPostProcessedIfAllAreLazy(CapturedOutput output) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.lazyInitialization(true)
			.properties("spring.datasource.generate-unique-name=true")
			.run()) {
			context.getBean(FailpointRegistry.class).enable("service", "return(5)");
			assertThat(context.getBean(Service.class).run()).isEqualTo(5);
			assertThat(output).doesNotContain("is not eligible for getting processed");
		}
	}

	@Test
	void beansThatAPostProcessorNeedsReachNoFailpoints() {
		this.contextRunner.withUserConfiguration(EarlyConfiguration.class).run((context) -> {
			assertThat(AopUtils.isAopProxy(context.getBean(Service.class))).isFalse();
			assertThat(FailpointContexts.declaredByBeans(FailpointContexts.registry(context))).isEmpty();
		});
	}

	@Test
	void classThatCannotBeInspectedIsLeftAlone() {
		this.contextRunner.withBean("broken", BrokenFactory.class).run((context) -> {
			Object broken = context.getBean("broken");
			assertThat(broken.getClass().getName()).isEqualTo(Broken.class.getName());
			assertThatExceptionOfType(NoClassDefFoundError.class)
				.isThrownBy(() -> broken.getClass().getDeclaredMethods());
		});
	}

	@Test
	void eachClassIsInspectedOnce() {
		this.contextRunner.withBean("first", Service.class).withBean("second", Service.class).run((context) -> {
			assertThat(FailpointContexts.advisors(context.getBean("first")))
				.isEqualTo(FailpointContexts.advisors(context.getBean("second")));
			assertThat(FailpointContexts.declaredByBeans(FailpointContexts.registry(context)))
				.containsExactly("service");
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Service service() {
			return new Service();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyConfiguration {

		@Bean
		static Service service() {
			return new Service();
		}

		@Bean
		static BeanPostProcessor needsService(Service service) {
			return new BeanPostProcessor() {
			};
		}

	}

	public static class Service {

		@Failpoint("service")
		public int run() {
			return 1;
		}

	}

	static class BrokenFactory implements FactoryBean<Object> {

		@Override
		public Object getObject() throws ReflectiveOperationException {
			return new HidingClassLoader().loadClass(Broken.class.getName()).getDeclaredConstructor().newInstance();
		}

		@Override
		public Class<?> getObjectType() {
			return Object.class;
		}

	}

	public static class Broken {

		@Failpoint
		public Missing missing() {
			return new Missing();
		}

	}

	static class Missing {

	}

	/**
	 * Loads one class anew, for which another does not exist.
	 */
	static final class HidingClassLoader extends ClassLoader {

		HidingClassLoader() {
			super(StartupTests.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (name.equals(Missing.class.getName())) {
				throw new ClassNotFoundException(name);
			}
			return name.equals(Broken.class.getName()) ? define(name) : super.loadClass(name, resolve);
		}

		private Class<?> define(String name) throws ClassNotFoundException {
			try (InputStream stream = getResourceAsStream(ClassUtils.convertClassNameToResourcePath(name) + ".class")) {
				byte[] bytes = stream.readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

}
