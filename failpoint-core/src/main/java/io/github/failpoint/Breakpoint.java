package io.github.failpoint;

/**
 * The place for a debugger's breakpoint.
 *
 * @since 0.1.0
 */
public final class Breakpoint {

	private Breakpoint() {
	}

	/**
	 * Called by a {@code break} term; does nothing.
	 * @param name the name of the failpoint
	 */
	public static void reached(String name) {
		// a debugger stops here
	}

}
