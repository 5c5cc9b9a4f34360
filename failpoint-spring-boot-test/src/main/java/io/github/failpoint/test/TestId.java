package io.github.failpoint.test;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The test that runs.
 *
 * @param type its class
 * @param method its method
 */
record TestId(Class<?> type, Method method) {

	/**
	 * Return the line that runs the test with a seed.
	 */
	String repeat(long seed) {
		if (System.getProperty("org.gradle.test.worker") != null) {
			return TestSeed.VARIABLE + "=" + seed + " " + command("gradle", "gradlew") + " test --tests '"
					+ this.type.getName() + "." + this.method.getName() + "'";
		}
		return command("mvn", "mvnw") + " test -D" + TestSeed.PROPERTY + "=" + seed + " '-Dtest=" + this.type.getName()
				+ "#" + this.method.getName() + "'";
	}

	private static String command(String installed, String wrapper) {
		return command(installed, wrapper, Path.of("").toAbsolutePath());
	}

	/**
	 * Return the wrapper, if a directory or one above has it.
	 */
	static String command(String installed, String wrapper, @Nullable Path directory) {
		if (directory == null) {
			return installed;
		}
		return Files.exists(directory.resolve(wrapper)) ? "./" + wrapper
				: command(installed, wrapper, directory.getParent());
	}

	@Override
	public String toString() {
		return this.type.getName() + "." + this.method.getName();
	}

}
