package io.github.failpoint.value;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

import org.springframework.util.ReflectionUtils;

/**
 * Tells whether classes are initialized, without doing it. Later versions of the JDK have
 * nothing that tells.
 */
final class Initialization {

	private static final Method METHOD;

	private static final Object UNSAFE;

	static {
		try {
			Class<?> type = Class.forName("sun.misc.Unsafe");
			Field field = type.getDeclaredField("theUnsafe");
			field.setAccessible(true);
			UNSAFE = field.get(null);
			METHOD = ReflectionUtils.findMethod(type, "shouldBeInitialized", Class.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Initialization() {
	}

	static boolean isKnown() {
		return METHOD != null;
	}

	static boolean isPending(Class<?> type) {
		return METHOD != null && (boolean) ReflectionUtils.invokeMethod(METHOD, UNSAFE, type);
	}

}
