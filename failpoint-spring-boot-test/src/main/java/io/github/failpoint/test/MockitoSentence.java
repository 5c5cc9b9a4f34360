package io.github.failpoint.test;

import java.util.Collection;

import org.jspecify.annotations.Nullable;
import org.mockito.MockingDetails;

import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.ClassUtils;

/**
 * What was said to Mockito last on this thread, such as {@code doReturn("x").when(spy)},
 * to which the next call of the spy belongs. Mockito has no other way to ask for it, and
 * its module does not export this one.
 */
final class MockitoSentence {

	private static final String PROGRESS = "org.mockito.internal.progress.ThreadSafeMockingProgress";

	private MockitoSentence() {
	}

	/**
	 * Return whether the next call belongs to a stubbing or a verification.
	 */
	static boolean isUnfinished(MockingDetails spy) {
		try {
			return isStubbed(spy) || isVerifiedOrMatched(progress());
		}
		catch (RuntimeException | LinkageError ex) {
			return false;
		}
	}

	private static boolean isStubbed(MockingDetails spy) {
		Object container = spy.getMockHandler().getInvocationContainer();
		return Boolean.TRUE.equals(ReflectionTestUtils.invokeMethod(container, "hasAnswersForStubbing"));
	}

	private static boolean isVerifiedOrMatched(@Nullable Object progress) {
		return valueOf("verificationMode", progress) != null || valueOf("matcherStack",
				valueOf("argumentMatcherStorage", progress)) instanceof Collection<?> matchers && !matchers.isEmpty();
	}

	private static @Nullable Object progress() {
		return ReflectionTestUtils.invokeMethod(ClassUtils.resolveClassName(PROGRESS, null), "mockingProgress");
	}

	private static @Nullable Object valueOf(String name, @Nullable Object owner) {
		return (owner != null) ? ReflectionTestUtils.getField(owner, name) : null;
	}

}
