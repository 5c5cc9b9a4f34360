package io.github.failpoint.test;

import java.lang.reflect.Field;
import java.util.Collection;

import org.jspecify.annotations.Nullable;
import org.mockito.MockingDetails;
import org.mockito.internal.progress.MockingProgress;
import org.mockito.internal.progress.ThreadSafeMockingProgress;
import org.mockito.internal.stubbing.InvocationContainerImpl;

/**
 * What was said to Mockito last on this thread, such as {@code doReturn("x").when(spy)},
 * to which the next call of the spy belongs. Mockito has no other way to ask for it.
 */
final class MockitoSentence {

	private MockitoSentence() {
	}

	/**
	 * Return whether the next call belongs to a stubbing or a verification.
	 */
	static boolean isUnfinished(MockingDetails spy) {
		try {
			MockingProgress progress = ThreadSafeMockingProgress.mockingProgress();
			return isStubbed(spy) || valueOf("verificationMode", progress) != null
					|| valueOf("matcherStack", progress.getArgumentMatcherStorage()) instanceof Collection<?> matchers
							&& !matchers.isEmpty();
		}
		catch (ReflectiveOperationException | LinkageError | RuntimeException ex) {
			return false;
		}
	}

	private static boolean isStubbed(MockingDetails spy) {
		return spy.getMockHandler().getInvocationContainer() instanceof InvocationContainerImpl container
				&& container.hasAnswersForStubbing();
	}

	private static @Nullable Object valueOf(String name, Object owner) throws ReflectiveOperationException {
		Field field = owner.getClass().getDeclaredField(name);
		field.setAccessible(true);
		return field.get(owner);
	}

}
