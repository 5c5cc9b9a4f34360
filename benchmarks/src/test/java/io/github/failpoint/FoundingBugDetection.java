package io.github.failpoint;

import org.openjdk.jcstress.Main;

/**
 * Proves that jcstress finds the founding bug where it is; otherwise it would not find it
 * anywhere else. Fails if it does not.
 */
public final class FoundingBugDetection {

	private FoundingBugDetection() {
	}

	public static void main(String[] args) throws Exception {
		for (int attempt = 0; attempt < 3; attempt++) {
			try {
				Main.main(new String[] { "-t", FoundingBug.class.getName(), "-r", "founding-bug", "-f", "1", "-iters",
						"4", "-time", "500", "-sc", "false", "-af", "NONE", "-jvmArgs", "-XX:+UseSerialGC" });
			}
			catch (AssertionError expected) {
				requireFound(expected);
				System.out.println("As it should be: the founding bug was found in the copy that has it");
				return;
			}
		}
		throw new IllegalStateException("jcstress did not find the founding bug");
	}

	private static void requireFound(AssertionError failure) {
		if (!String.valueOf(failure.getMessage()).contains(FoundingBug.class.getName())) {
			throw failure;
		}
	}

}
