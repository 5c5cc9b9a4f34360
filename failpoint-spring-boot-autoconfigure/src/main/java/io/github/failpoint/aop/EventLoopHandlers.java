package io.github.failpoint.aop;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Knows which methods handle requests of WebFlux on the event loop of Netty. Where
 * somebody may have chosen other threads, that is not known.
 */
final class EventLoopHandlers {

	private final ConfigurableBeanFactory beanFactory;

	private @Nullable Boolean onEventLoop;

	EventLoopHandlers(ConfigurableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Return whether a method that returns a plain value runs on an event loop.
	 */
	boolean contains(Class<?> type, Method method) {
		return isPresent(type, "org.springframework.stereotype.Controller")
				&& isPresent(method, "org.springframework.web.bind.annotation.RequestMapping") && isOnEventLoop();
	}

	private static boolean isPresent(AnnotatedElement element, String annotation) {
		return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).isPresent(annotation);
	}

	private boolean isOnEventLoop() {
		Boolean known = this.onEventLoop;
		if (known == null) {
			known = this.beanFactory.containsBean("webHandler")
					&& this.beanFactory instanceof ConfigurableListableBeanFactory beans && isOnEventLoop(beans);
			this.onEventLoop = known;
		}
		return known;
	}

	private static boolean isOnEventLoop(ConfigurableListableBeanFactory beans) {
		String virtual = beans.resolveEmbeddedValue("${spring.threads.virtual.enabled:false}");
		return !Boolean.parseBoolean(virtual)
				&& types(beans, "org.springframework.boot.web.server.WebServerFactory")
					.anyMatch((type) -> type.getSimpleName().equals("NettyReactiveWebServerFactory"))
				&& Stream
					.of("org.springframework.web.reactive.config.WebFluxConfigurer",
							"org.springframework.web.reactive.config.WebFluxConfigurationSupport")
					.flatMap((configurer) -> types(beans, configurer))
					.noneMatch(EventLoopHandlers::choosesThreads);
	}

	private static Stream<Class<?>> types(ConfigurableListableBeanFactory beans, String type) {
		ClassLoader classLoader = beans.getBeanClassLoader();
		return ClassUtils.isPresent(type, classLoader)
				? Arrays.stream(beans.getBeanNamesForType(ClassUtils.resolveClassName(type, classLoader), true, false))
					.<@Nullable Class<?>>map((name) -> beans.getType(name, false))
					.filter((candidate) -> candidate != null)
				: Stream.empty();
	}

	/**
	 * Those of Spring choose none unless it is told to use virtual threads.
	 */
	private static boolean choosesThreads(Class<?> configurer) {
		return Arrays.stream(ReflectionUtils.getAllDeclaredMethods(ClassUtils.getUserClass(configurer)))
			.filter((method) -> method.getName().equals("configureBlockingExecution"))
			.anyMatch((method) -> !method.getDeclaringClass().getName().startsWith("org.springframework."));
	}

}
