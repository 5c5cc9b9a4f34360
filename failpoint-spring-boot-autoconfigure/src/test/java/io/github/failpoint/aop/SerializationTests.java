package io.github.failpoint.aop;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.util.AopTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that beans with failpoints are written and read as they would be without.
 */
class SerializationTests {

	private final ApplicationContextRunner contextRunner = FailpointContexts.runner();

	@TempDir
	private Path directory;

	@Test
	void gateOrProxyWritesTheBean() {
		this.contextRunner.withBean(Cart.class).run((context) -> {
			Cart cart = context.getBean(Cart.class);
			cart.add();
			Cart read = read(write(cart));
			assertThat(read.getClass()).isEqualTo(Cart.class);
			assertThat(read.count()).isEqualTo(4);
		});
	}

	@Test
	void beanThatIsItsOwnProxyWritesItsState() {
		this.contextRunner.withBean(OpenCart.class).run((context) -> {
			OpenCart cart = context.getBean(OpenCart.class);
			cart.add();
			cart.items.add("book");
			OpenCart read = read(write(cart));
			assertThat(read.getClass()).isEqualTo(OpenCart.class);
			assertThat(read.count).isEqualTo(4);
			assertThat(read.items).containsExactly("book");
			cart.add();
			assertThat(OpenCart.class.cast(read(write(cart))).count).isEqualTo(5);
		});
	}

	@Test
	void referencesStayReferencesToOneObject() {
		this.contextRunner.withBean(OpenCart.class).run((context) -> {
			OpenCart cart = context.getBean(OpenCart.class);
			cart.itself = cart;
			List<OpenCart> read = read(write(new ArrayList<>(List.of(cart, cart))));
			assertThat(read.get(0)).isSameAs(read.get(1)).isSameAs(read.get(0).itself);
		});
	}

	@Test
	void ownReplacementIsWritten() {
		this.contextRunner.withBean(Replaced.class).run((context) -> {
			Object read = read(write(context.getBean(Replaced.class)));
			assertThat(read).isEqualTo("instead");
		});
	}

	@Test
	void proxyOfOthersIsWrittenAsWithout() {
		this.contextRunner.withUserConfiguration(Caches.class).withBean(CachedCart.class).run((context) -> {
			CachedCart cart = context.getBean(CachedCart.class);
			assertThat(cart.add(1)).isEqualTo(4);
			CachedCart read = AopTestUtils.getUltimateTargetObject(read(write(cart)));
			assertThat(read.count).isEqualTo(4);
		});
	}

	@Test
	void beansAreReadWhereThereAreNoProxies() {
		this.contextRunner.withBean(Cart.class).withBean(OpenCart.class).run((context) -> {
			Path carts = Files.write(this.directory.resolve("carts"),
					write(new ArrayList<>(List.of(context.getBean(Cart.class), context.getBean(OpenCart.class)))));
			Process reader = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp",
					System.getProperty("java.class.path"), Reader.class.getName(), carts.toString())
				.redirectErrorStream(true)
				.start();
			String printed = new String(reader.getInputStream().readAllBytes());
			assertThat(printed).contains("Cart 3, OpenCart 3");
			assertThat(reader.waitFor()).isZero();
		});
	}

	private static byte[] write(Object bean) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
			stream.writeObject(bean);
		}
		return bytes.toByteArray();
	}

	@SuppressWarnings({ "unchecked", "BanSerializableRead" })
	private static <T> T read(byte[] bytes) throws IOException, ClassNotFoundException {
		try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
			return (T) stream.readObject();
		}
	}

	/**
	 * The next start of an application that has kept its sessions.
	 */
	static final class Reader {

		private Reader() {
		}

		public static void main(String[] arguments) throws Exception {
			List<?> carts = read(Files.readAllBytes(Path.of(arguments[0])));
			System.out
				.println("Cart " + ((Cart) carts.get(0)).count() + ", OpenCart " + ((OpenCart) carts.get(1)).count);
		}

	}

	static class Cart implements Serializable {

		private static final long serialVersionUID = 1L;

		private int count = 3;

		@Failpoint("cart.add")
		public void add() {
			this.count++;
		}

		public int count() {
			return this.count;
		}

	}

	static class OpenCart implements Serializable {

		private static final long serialVersionUID = 1L;

		final ArrayList<String> items = new ArrayList<>();

		int count = 3;

		OpenCart itself;

		@Failpoint("openCart.add")
		public void add() {
			this.count++;
		}

	}

	static class Replaced implements Serializable {

		private static final long serialVersionUID = 1L;

		String state = "kept";

		@Failpoint("replaced.run")
		public void run() {
		}

		protected Object writeReplace() {
			return "instead";
		}

	}

	static class CachedCart implements Serializable {

		private static final long serialVersionUID = 1L;

		private int count = 3;

		@CachePut(cacheNames = "carts", key = "#by")
		@Failpoint("cachedCart.add")
		public int add(int by) {
			this.count += by;
			return this.count;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caches {

		@Bean
		CacheManager cacheManager() {
			return new ConcurrentMapCacheManager();
		}

	}

}
