package io.github.failpoint.aop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for beans whose classes are loaded anew for each start, as Spring Boot's
 * development tools do.
 */
class RestartedClassTests {

	@Test
	void failpointActsOnEachGenerationOfAClass() {
		for (int generation = 0; generation < 3; generation++) {
			ClassLoader loader = new RestartLoader();
			try (ConfigurableApplicationContext context = start(loader)) {
				Supplier<?> shop = context.getBean(Supplier.class);
				assertThat(AopUtils.isCglibProxy(shop)).isTrue();
				assertThat(AopUtils.getTargetClass(shop)).isNotEqualTo(Shop.class);
				assertThat(shop.getClass().getClassLoader()).isSameAs(loader);
				assertThat(shop.get()).isEqualTo("book");
				FailpointContexts.registry(context).enable("shop.get", "return(lamp)");
				assertThat(shop.get()).isEqualTo("lamp");
			}
		}
	}

	/**
	 * In a JVM of its own, which clears soft references with each collection: the caches
	 * of Spring and of the JDK are made of them.
	 */
	@Test
	void nothingIsLeftOfAnEarlierGeneration() throws Exception {
		assertThat(generations("gone")).isEqualTo("closed closed closed gone");
	}

	@Test
	void whatIsLeftOfAnEarlierGenerationWouldBeSeen() throws Exception {
		assertThat(generations("kept")).isEqualTo("closed closed closed kept");
	}

	private static String generations(String fate) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xshare:auto", "-Xmx256m", "-XX:+UseSerialGC", "-XX:SoftRefLRUPolicyMSPerMB=0",
				"-Dfailpoint.aop.gate=" + System.getProperty("failpoint.aop.gate", "true"), "-cp",
				System.getProperty("java.class.path"), Generations.class.getName(), fate)
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output.lines()
			.filter((line) -> line.startsWith("> "))
			.map((line) -> line.substring(2))
			.collect(Collectors.joining(" "));
	}

	/**
	 * A start takes its class loader from the thread, like one of the development tools.
	 */
	private static ConfigurableApplicationContext start(ClassLoader loader) {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(loader);
		try {
			return new SpringApplicationBuilder(loader.loadClass(Shop.class.getName()),
					FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class)
				.web(WebApplicationType.NONE)
				.bannerMode(Banner.Mode.OFF)
				.run();
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	static class Shop implements Supplier<String> {

		private final String item = "book";

		@Override
		@Failpoint
		public String get() {
			return item();
		}

		@Failpoint("shop.item")
		String item() {
			return this.item;
		}

	}

	/**
	 * Starts and closes three generations, and tells what is left of the second. The
	 * first is kept by Spring Boot, in the shutdown hook that it adds once.
	 */
	static final class Generations {

		private Generations() {
		}

		public static void main(String[] arguments) {
			startAndClose(new RestartLoader());
			RestartLoader second = new RestartLoader();
			WeakReference<ClassLoader> earlier = new WeakReference<>(second);
			startAndClose(second);
			startAndClose(new RestartLoader());
			if (!arguments[0].equals("kept")) {
				second = null;
			}
			for (int attempt = 0; attempt < 20 && earlier.get() != null; attempt++) {
				System.gc();
			}
			System.out.println("> " + ((earlier.get() != null) ? "kept" : "gone"));
			Reference.reachabilityFence(second);
		}

		private static void startAndClose(ClassLoader loader) {
			try (ConfigurableApplicationContext context = start(loader)) {
				Supplier<?> shop = context.getBean(Supplier.class);
				FailpointRegistry registry = FailpointContexts.registry(context);
				registry.enable("shop.get", "return(lamp)");
				shop.get();
				registry.disable("shop.get");
				shop.get();
				registry.enable("shop.get", "pause");
			}
			System.out.println("> closed");
		}

	}

	/**
	 * Loads the classes of the application before its parent does.
	 */
	private static final class RestartLoader extends ClassLoader {

		private RestartLoader() {
			super(RestartedClassTests.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.equals(Shop.class.getName())) {
				return super.loadClass(name, resolve);
			}
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : define(name);
			}
		}

		private Class<?> define(String name) throws ClassNotFoundException {
			try (InputStream content = getResourceAsStream(name.replace('.', '/') + ".class")) {
				if (content == null) {
					throw new ClassNotFoundException(name);
				}
				byte[] bytes = content.readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
