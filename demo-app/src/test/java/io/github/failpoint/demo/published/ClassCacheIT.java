package io.github.failpoint.demo.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The shop, processed ahead of time, with classes that an earlier run has prepared. The
 * options insist: the JVM does not start if it cannot use them.
 */
class ClassCacheIT {

	private static final Path JDK = Path.of(System.getProperty("java.home"));

	private static final int FIRST_WITH_AOT_CACHE = 25;

	@TempDir
	private static Path directory;

	@BeforeAll
	static void extract() throws Exception {
		run(java(JDK), "-Djarmode=tools", "-jar", PackagedShop.jar().toString(), "extract", "--destination",
				directory.resolve("shop").toString());
	}

	@Test
	void failpointsActWithASharedArchive() throws Exception {
		Path archive = directory.resolve("shop.jsa");
		train(java(JDK), "-XX:ArchiveClassesAtExit=" + archive);
		assertThat(archive).exists();
		verify(java(JDK), "-Xshare:on", "-XX:SharedArchiveFile=" + archive);
	}

	@Test
	void failpointsActWithAnAotCache() throws Exception {
		Optional<Path> jdk = jdkWithAotCache();
		assumeTrue(jdk.isPresent(),
				() -> "no JDK " + FIRST_WITH_AOT_CACHE + " or later stands beside " + JDK.toAbsolutePath());
		Path cache = directory.resolve("shop.aot");
		train(java(jdk.get()), "-XX:AOTCacheOutput=" + cache);
		assertThat(cache).exists();
		verify(java(jdk.get()), "-XX:AOTMode=on", "-XX:AOTCache=" + cache);
	}

	private static Optional<Path> jdkWithAotCache() throws IOException {
		try (Stream<Path> siblings = Files.list(JDK.toRealPath().getParent())) {
			return siblings.filter((jdk) -> Files.isExecutable(java(jdk)) && version(jdk) >= FIRST_WITH_AOT_CACHE)
				.findFirst();
		}
	}

	private static int version(Path jdk) {
		try (Stream<String> lines = Files.lines(jdk.resolve("release"))) {
			return lines.filter((line) -> line.startsWith("JAVA_VERSION="))
				.map((line) -> line.replaceFirst("JAVA_VERSION=\"(\\d+).*", "$1"))
				.mapToInt(Integer::parseInt)
				.findFirst()
				.orElse(0);
		}
		catch (IOException ex) {
			return 0;
		}
	}

	private static void train(Path java, String option) throws Exception {
		run(java, option, "-Dspring.aot.enabled=true", "-Dspring.context.exit=onRefresh", "-jar", shop());
	}

	private static void verify(Path java, String... options) throws IOException {
		List<String> arguments = new ArrayList<>(List.of(options));
		arguments.addAll(List.of("-Dspring.aot.enabled=true", "-jar", shop()));
		try (PackagedShop shop = PackagedShop.start(java, Map.of(), arguments.toArray(String[]::new))) {
			assertThat(shop.enable("orders.before-charge", "1*throw(OutOfStockException)").statusCode()).isEqualTo(200);
			assertThat(shop.enable("payment.charge", "1*throw(OutOfStockException)").statusCode()).isEqualTo(200);
			assertThat(shop.order("/orders").statusCode()).isEqualTo(409);
			assertThat(shop.order("/orders").statusCode()).isEqualTo(409);
			assertThat(shop.order("/orders").statusCode()).isEqualTo(201);
		}
	}

	private static String shop() throws IOException {
		return directory.resolve("shop").resolve(PackagedShop.jar().getFileName()).toString();
	}

	private static void run(Path java, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of(java.toString()));
		command.addAll(List.of(arguments));
		Path output = directory.resolve("output.txt");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		assertThat(process.waitFor()).as(() -> "%s%n%s".formatted(command, read(output))).isZero();
	}

	private static String read(Path output) {
		try {
			return Files.readString(output);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	private static Path java(Path jdk) {
		return jdk.resolve("bin").resolve("java");
	}

}
