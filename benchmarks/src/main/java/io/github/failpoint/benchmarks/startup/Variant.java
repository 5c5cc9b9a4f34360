package io.github.failpoint.benchmarks.startup;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An application to start, told by what is missing on its class path.
 */
enum Variant {

	WEB("web application", "failpoint-.*|" + Variant.ACTUATOR),

	WEB_WITH_STARTER("… with failpoints", Variant.HEALTH),

	ACTUATOR_WEB("web application with actuator", "failpoint-.*"),

	ACTUATOR_WEB_WITH_STARTER("… with failpoints", "");

	private static final String HEALTH = "spring-boot-(starter-actuator|health|micrometer|starter-micrometer).*"
			+ "|micrometer-(core|jakarta9).*";

	private static final String ACTUATOR = HEALTH + "|spring-boot-actuator.*";

	private static final String OTHERS = "chaos-monkey.*|jmh-.*|byteman.*|spring-boot-(starter-)?restclient.*"
			+ "|spring-boot-(starter-)?http-client.*|spring-aspects.*|aspectj.*";

	private final String title;

	private final Pattern missing;

	Variant(String title, String missing) {
		this.title = title;
		this.missing = Pattern.compile(missing + "|" + Variant.OTHERS);
	}

	String title() {
		return this.title;
	}

	Start start(int beans) throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				classPath(), WebApplication.class.getName(), String.valueOf(beans))
			.redirectErrorStream(true)
			.start();
		try (Stream<String> output = process.inputReader().lines()) {
			List<String> lines = output.toList();
			return lines.stream()
				.filter(Start::isLine)
				.findFirst()
				.map(Start::parse)
				.orElseThrow(() -> new IllegalStateException(String.join("\n", lines)));
		}
	}

	private String classPath() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !this.missing.matcher(Path.of(entry).getFileName().toString()).matches())
			.collect(Collectors.joining(File.pathSeparator));
	}

}
