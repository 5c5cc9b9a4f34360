package io.github.failpoint.benchmarks.startup;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FixedValue;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A minimal web application, with as many other beans as it is told, that measures its
 * own start.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@RestController
public class WebApplication {

	private static final int METHODS = 10;

	@GetMapping("/")
	String hello() {
		return "Hello";
	}

	public static void main(String[] arguments) {
		Class<?>[] types = types(Integer.parseInt(arguments[0]));
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadCpuTime();
		long start = System.nanoTime();
		ConfigurableApplicationContext context = start(types);
		long wall = System.nanoTime() - start;
		System.out.println(new Start(wall, threads.getCurrentThreadCpuTime() - before).line());
		context.close();
	}

	private static ConfigurableApplicationContext start(Class<?>[] types) {
		return new SpringApplicationBuilder(WebApplication.class).bannerMode(Banner.Mode.OFF)
			.properties("server.port=0", "logging.level.root=error")
			.initializers((context) -> register(types, (GenericApplicationContext) context))
			.run();
	}

	private static void register(Class<?>[] types, GenericApplicationContext context) {
		for (Class<?> type : types) {
			context.registerBean(type);
		}
	}

	private static Class<?>[] types(int count) {
		Class<?>[] types = new Class<?>[count];
		for (int index = 0; index < count; index++) {
			DynamicType.Builder<?> type = new ByteBuddy().subclass(Object.class).name("generated.Bean" + index);
			for (int method = 0; method < METHODS; method++) {
				type = type.defineMethod("method" + method, int.class, Visibility.PUBLIC)
					.intercept(FixedValue.value(method));
			}
			types[index] = type.make()
				.load(WebApplication.class.getClassLoader(), ClassLoadingStrategy.Default.INJECTION)
				.getLoaded();
		}
		return types;
	}

}
