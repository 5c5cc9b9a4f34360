package io.github.failpoint.test;

import java.lang.reflect.Method;

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
			return TestSeed.VARIABLE + "=" + seed + " ./gradlew test --tests '" + this.type.getName() + "."
					+ this.method.getName() + "'";
		}
		return "./mvnw test -D" + TestSeed.PROPERTY + "=" + seed + " '-Dtest=" + this.type.getName() + "#"
				+ this.method.getName() + "'";
	}

	@Override
	public String toString() {
		return this.type.getName() + "." + this.method.getName();
	}

}
