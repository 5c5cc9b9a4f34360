package io.github.failpoint.test;

import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.Failpoints;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Failpoints in tests of JUnit Jupiter without Spring. All these tests share a
 * {@link FailpointRegistry}, which they get as a parameter and which drives the static
 * failpoints; each has a scope of its own there. In a Spring test it only carries the
 * scope to the thread of a timeout. {@link WithFailpoint} brings it along.
 *
 * @since 0.1.0
 */
public final class FailpointExtension implements BeforeEachCallback, AfterEachCallback, BeforeTestExecutionCallback,
		AfterTestExecutionCallback, ParameterResolver, InvocationInterceptor {

	private static final Namespace NAMESPACE = Namespace.create(FailpointExtension.class);

	private static final String OWN = "own";

	private static final String SPRING = "org.springframework.test.context.junit.jupiter.SpringExtension";

	/**
	 * Create the extension.
	 */
	public FailpointExtension() {
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		if (!isSpring(context) && present(context) == null) {
			Class<?> type = context.getRequiredTestClass();
			Method method = context.getRequiredTestMethod();
			FailpointSession.open(new TestId(type, method), context.getRequiredTestInstance(), OwnRegistry.current(),
					NoContext.INSTANCE,
					Declaration.of(type, method,
							(element) -> AnnotationSupport.findRepeatableAnnotations(element, WithFailpoint.class)),
					FailpointVisibility.THREAD);
			context.getStore(NAMESPACE).put(OWN, present(context));
		}
		remember(context);
	}

	@Override
	public void beforeTestExecution(ExtensionContext context) {
		FailpointSession session = session(context);
		if (session != null) {
			session.enableDeclared();
		}
		remember(context);
	}

	@Override
	public void afterTestExecution(ExtensionContext context) {
		FailpointSession session = session(context);
		if (session != null) {
			session.verify(context.getExecutionException().orElse(null));
		}
	}

	@Override
	public void afterEach(ExtensionContext context) {
		FailpointSession session = session(context);
		if (session != null) {
			session.close();
		}
	}

	/**
	 * Return the session that this extension has opened, unless there is one on top of it
	 * that Spring's listener has opened.
	 */
	private static @Nullable FailpointSession session(ExtensionContext context) {
		FailpointSession own = own(context);
		return (own == present(context)) ? own : null;
	}

	private static @Nullable FailpointSession own(ExtensionContext context) {
		return context.getStore(NAMESPACE).get(OWN, FailpointSession.class);
	}

	private static @Nullable FailpointSession present(ExtensionContext context) {
		Object instance = context.getTestInstance().orElse(null);
		Method method = context.getTestMethod().orElse(null);
		return (instance != null && method != null) ? FailpointSession.of(instance, method) : null;
	}

	/**
	 * Spring's listener opens the session there. Where Spring was registered in another
	 * way, its session tells.
	 */
	private static boolean isSpring(ExtensionContext context) {
		Class<?> type = context.getRequiredTestClass();
		return Stream.concat(Stream.of(type), context.getEnclosingTestClasses().stream())
			.flatMap((candidate) -> AnnotationSupport.findRepeatableAnnotations(candidate, ExtendWith.class).stream())
			.flatMap((annotation) -> Stream.of(annotation.value()))
			.anyMatch((extension) -> extension.getName().equals(SPRING));
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == FailpointRegistry.class && !isSpring(context)
				&& own(context) == present(context);
	}

	@Override
	public FailpointRegistry resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return OwnRegistry.current();
	}

	private static void remember(ExtensionContext context) {
		FailpointSession session = present(context);
		if (session != null) {
			context.getStore(NAMESPACE).put(FailpointSession.class, session);
		}
	}

	@Override
	public void interceptBeforeEachMethod(Invocation<Void> invocation,
			ReflectiveInvocationContext<Method> invocationContext, ExtensionContext context) throws Throwable {
		carry(invocation, context);
	}

	@Override
	public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> invocationContext,
			ExtensionContext context) throws Throwable {
		carry(invocation, context);
	}

	@Override
	public <T> T interceptTestFactoryMethod(Invocation<T> invocation,
			ReflectiveInvocationContext<Method> invocationContext, ExtensionContext context) throws Throwable {
		return carry(invocation, context);
	}

	@Override
	public void interceptTestTemplateMethod(Invocation<Void> invocation,
			ReflectiveInvocationContext<Method> invocationContext, ExtensionContext context) throws Throwable {
		carry(invocation, context);
	}

	@Override
	public void interceptDynamicTest(Invocation<Void> invocation, DynamicTestInvocationContext invocationContext,
			ExtensionContext context) throws Throwable {
		carry(invocation, context);
	}

	@Override
	public void interceptAfterEachMethod(Invocation<Void> invocation,
			ReflectiveInvocationContext<Method> invocationContext, ExtensionContext context) throws Throwable {
		carry(invocation, context);
	}

	/**
	 * A timeout may run the method on a thread of its own, and dynamic tests may run on
	 * any worker.
	 */
	private static <T> T carry(InvocationInterceptor.Invocation<T> invocation, ExtensionContext context)
			throws Throwable {
		FailpointSession session = context.getStore(NAMESPACE).get(FailpointSession.class, FailpointSession.class);
		if (session == null || session == FailpointSession.current()) {
			return invocation.proceed();
		}
		FailpointSession.Carried carried = session.carry();
		try {
			return invocation.proceed();
		}
		finally {
			carried.close();
		}
	}

	/**
	 * Static failpoints are of the whole JVM, and so is the registry that drives them.
	 */
	private static final class OwnRegistry {

		private static final AtomicReference<@Nullable FailpointRegistry> CURRENT = new AtomicReference<>();

		/**
		 * One that a test has closed is replaced.
		 */
		static FailpointRegistry current() {
			FailpointRegistry registry = CURRENT.get();
			if (registry != null && !registry.isClosed()) {
				return registry;
			}
			FailpointRegistry created = new FailpointRegistry();
			if (!CURRENT.compareAndSet(registry, created)) {
				return current();
			}
			Failpoints.attach(created);
			return created;
		}

	}

}
