package io.github.failpoint;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MutableCallSite;

/**
 * The door in front of all failpoints of a JVM, closed until the first one is enabled.
 * <p>
 * To the JIT compiler the target of a call site in a static final method handle is a
 * constant, so while the door is closed it removes what stands behind: a JVM in which
 * nothing was ever enabled runs the machine code of one without failpoints. Opening
 * discards that code once, which takes milliseconds; hence the door is never closed
 * again. Each failpoint's own volatile field decides from then on. Native images, which
 * have no JIT compiler, and {@code -Dfailpoint.door=false} leave the door open from the
 * start.
 */
final class Door {

	private static final boolean ABSENT = "false".equals(System.getProperty("failpoint.door"))
			|| System.getProperty("org.graalvm.nativeimage.imagecode") != null;

	private static final MutableCallSite SITE = new MutableCallSite(MethodHandles.constant(boolean.class, ABSENT));

	private static final MethodHandle IS_OPEN = SITE.dynamicInvoker();

	private Door() {
	}

	static boolean isOpen() {
		try {
			return ABSENT || (boolean) IS_OPEN.invokeExact();
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Open the door. When this returns, every thread sees it open.
	 */
	static void open() {
		if (!ABSENT) {
			Opening.ensure();
		}
	}

	/**
	 * Initialised once, while whoever else wants to open the door waits.
	 */
	private static final class Opening {

		static {
			SITE.setTarget(MethodHandles.constant(boolean.class, true));
			MutableCallSite.syncAll(new MutableCallSite[] { SITE });
		}

		static void ensure() {
			// the initialiser has run
		}

	}

}
