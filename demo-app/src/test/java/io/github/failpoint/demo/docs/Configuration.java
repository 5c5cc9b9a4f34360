package io.github.failpoint.demo.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.github.failpoint.demo.ShopApplication;
import io.github.failpoint.demo.docs.Page.Block;

import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * The properties that a block shows.
 */
final class Configuration {

	private static final EnumerablePropertySource<?> NONE = new MapPropertySource("none", Map.of());

	private Configuration() {
	}

	static boolean isOfShop(Class<?> application) {
		return application == ShopApplication.class;
	}

	static EnumerablePropertySource<?> none() {
		return NONE;
	}

	static EnumerablePropertySource<?> of(Block block) {
		PropertySourceLoader loader = block.is("yaml") ? new YamlPropertySourceLoader()
				: new PropertiesPropertySourceLoader();
		try {
			return (EnumerablePropertySource<?>) loader.load("line " + block.line(), new ApplicationFile(block)).get(0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The block as if it stood in the file that a user writes.
	 */
	private static final class ApplicationFile extends ByteArrayResource {

		private final String name;

		ApplicationFile(Block block) {
			super(block.text().getBytes(StandardCharsets.UTF_8));
			this.name = "application." + block.language();
		}

		@Override
		public String getFilename() {
			return this.name;
		}

		@Override
		public String getDescription() {
			return "class path resource [" + this.name + "]";
		}

		@Override
		public boolean equals(Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

}
