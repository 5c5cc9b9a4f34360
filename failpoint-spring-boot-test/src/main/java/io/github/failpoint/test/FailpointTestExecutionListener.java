package io.github.failpoint.test;

import java.lang.reflect.AnnotatedElement;
import java.util.List;

import io.github.failpoint.FailpointRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * {@link TestExecutionListener} that gives each Spring test its failpoints, and takes
 * them back. Registered in {@code spring.factories}.
 */
final class FailpointTestExecutionListener implements TestExecutionListener, Ordered {

	/**
	 * Once dependencies are injected, and before transactions begin.
	 */
	private static final int ORDER = 2500;

	private static final String CARRIED = FailpointTestExecutionListener.class.getName() + ".carried";

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void beforeTestMethod(TestContext test) {
		List<Declaration> declarations = declarations(test);
		FailpointRegistry registry = (declarations.isEmpty() && !test.hasApplicationContext()) ? null
				: test.getApplicationContext().getBeanProvider(FailpointRegistry.class).getIfUnique();
		if (registry != null) {
			FailpointSession.open(new TestId(test.getTestClass(), test.getTestMethod()), test.getTestInstance(),
					registry, new SpringContext(test), declarations, usual(test));
		}
		else if (!declarations.isEmpty()) {
			throw new IllegalStateException("@WithFailpoint needs one bean of type FailpointRegistry in the context of "
					+ test.getTestClass().getName() + ": add 'failpoint-spring-boot-starter' to the application, and "
					+ "do not set 'failpoint.enabled=false'");
		}
	}

	private static List<Declaration> declarations(TestContext test) {
		return Declaration.of(test.getTestClass(), test.getTestMethod(), FailpointTestExecutionListener::annotations);
	}

	private static List<WithFailpoint> annotations(AnnotatedElement element) {
		return MergedAnnotations.from(element, SearchStrategy.DIRECT)
			.stream(WithFailpoint.class)
			.map(MergedAnnotation::synthesize)
			.toList();
	}

	/**
	 * The threads of a real server do not carry the scope of the test.
	 */
	private static FailpointVisibility usual(TestContext test) {
		return test.getApplicationContext().getEnvironment().containsProperty("local.server.port")
				? FailpointVisibility.CONTEXT : FailpointVisibility.THREAD;
	}

	@Override
	public void beforeTestExecution(TestContext test) {
		if (session(test) == null) {
			carry(test);
		}
		FailpointSession session = session(test);
		if (session != null) {
			session.enableDeclared();
		}
	}

	/**
	 * TestNG runs a method with a timeout on a thread of its own, and so what is called
	 * directly around it.
	 */
	private static void carry(TestContext test) {
		FailpointSession session = FailpointSession.inherited(test.getTestInstance(), test.getTestMethod());
		if (session != null) {
			test.setAttribute(CARRIED, session.carry());
		}
		else if (!declarations(test).isEmpty()) {
			throw new IllegalStateException("@WithFailpoint cannot act in "
					+ new TestId(test.getTestClass(), test.getTestMethod()) + ": the test runs on the thread \""
					+ Thread.currentThread().getName() + "\", which the thread of its @BeforeMethod has not started");
		}
	}

	@Override
	public void afterTestExecution(TestContext test) {
		FailpointSession session = session(test);
		try {
			if (session != null) {
				session.verify(test.getTestException());
			}
		}
		finally {
			leave(test);
		}
	}

	private static void leave(TestContext test) {
		if (test.removeAttribute(CARRIED) instanceof FailpointSession.Carried carried) {
			carried.close();
		}
	}

	@Override
	public void afterTestMethod(TestContext test) {
		FailpointSession session = session(test);
		if (session != null) {
			session.close();
		}
	}

	private static @Nullable FailpointSession session(TestContext test) {
		return FailpointSession.of(test.getTestInstance(), test.getTestMethod());
	}

}
