package io.github.failpoint.benchmarks.startup;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

import io.github.failpoint.benchmarks.GeneratedTypes;

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

	@GetMapping("/")
	String hello() {
		return "Hello";
	}

	public static void main(String[] arguments) {
		List<Class<?>> types = GeneratedTypes.create(Integer.parseInt(arguments[0]), "Bean", false);
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadCpuTime();
		long start = System.nanoTime();
		ConfigurableApplicationContext context = start(types);
		long wall = System.nanoTime() - start;
		System.out.println(new Start(wall, threads.getCurrentThreadCpuTime() - before).line());
		context.close();
	}

	private static ConfigurableApplicationContext start(List<Class<?>> types) {
		return new SpringApplicationBuilder(WebApplication.class).bannerMode(Banner.Mode.OFF)
			.properties("server.port=0", "logging.level.root=error")
			.initializers((context) -> register(types, (GenericApplicationContext) context))
			.run();
	}

	private static void register(List<Class<?>> types, GenericApplicationContext context) {
		types.forEach(context::registerBean);
	}

}
