package io.github.failpoint;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a site is called, what it can return and what it may throw.
 *
 * @param description the name for people, {@code com.example.OrderService.place(Order)}
 * @param returnType the type of a returned value, with its generics; {@code void.class}
 * if it returns nothing
 * @param exceptionTypes the checked exceptions that it declares
 * @param signalsErrors whether any exception is possible: errors are signals, as those of
 * futures and publishers are, or the language checks none
 * @param holdsEventLoop whether it runs on an event loop, which nothing may hold, and
 * cannot wait in another way
 * @param packageName the package of the class that declares it, empty if there is none
 * @param nonNull whether it never returns {@code null}
 * @since 0.1.0
 */
public record SiteSignature(String description, Type returnType, List<Class<?>> exceptionTypes, boolean signalsErrors,
		boolean holdsEventLoop, String packageName, boolean nonNull) {

	/**
	 * What suspending functions of Kotlin take that their source does not show.
	 */
	private static final String CONTINUATION = "kotlin.coroutines.Continuation";

	private static final String METADATA = "kotlin.Metadata";

	public SiteSignature {
		exceptionTypes = List.copyOf(exceptionTypes);
	}

	/**
	 * Create the signature of a site that throws its errors.
	 * @param description the name for people
	 * @param returnType the type of a returned value, with its generics
	 * @param exceptionTypes the checked exceptions that it declares
	 */
	public SiteSignature(String description, Type returnType, List<Class<?>> exceptionTypes) {
		this(description, returnType, exceptionTypes, false, false, "", false);
	}

	/**
	 * Return the signature of a method.
	 * @param method the method
	 * @param type the class or interface as which users know its bean
	 * @param returnType the return type, resolved as far as possible
	 * @return the signature
	 */
	public static SiteSignature of(Method method, Class<?> type, Type returnType) {
		String parameters = Arrays.stream(method.getParameterTypes())
			.filter((parameter) -> !parameter.getName().equals(CONTINUATION))
			.map(Class::getSimpleName)
			.collect(Collectors.joining(","));
		return new SiteSignature(type.getName() + "." + method.getName() + "(" + parameters + ")", returnType,
				List.of(method.getExceptionTypes()), isKotlin(method) && !type.isInterface(), false,
				type.getPackageName(), false);
	}

	/**
	 * Kotlin has no checked exceptions. What a proxy of an interface throws, Java wraps.
	 */
	private static boolean isKotlin(Method method) {
		return Arrays.stream(method.getDeclaringClass().getDeclaredAnnotations())
			.anyMatch((annotation) -> annotation.annotationType().getName().equals(METADATA));
	}

	/**
	 * Return this signature for a site whose errors are signals.
	 * @return the signature
	 */
	public SiteSignature signallingErrors() {
		return new SiteSignature(this.description, this.returnType, this.exceptionTypes, true, this.holdsEventLoop,
				this.packageName, this.nonNull);
	}

	/**
	 * Return this signature for a site that runs on an event loop and cannot wait without
	 * holding it.
	 * @return the signature
	 */
	public SiteSignature holdingEventLoop() {
		return new SiteSignature(this.description, this.returnType, this.exceptionTypes, this.signalsErrors, true,
				this.packageName, this.nonNull);
	}

	/**
	 * Return this signature for a site that never returns {@code null}, as its source
	 * says.
	 * @return the signature
	 */
	public SiteSignature returningNonNull() {
		return new SiteSignature(this.description, this.returnType, this.exceptionTypes, this.signalsErrors,
				this.holdsEventLoop, this.packageName, true);
	}

	boolean mayThrow(Class<?> type) {
		return this.signalsErrors || RuntimeException.class.isAssignableFrom(type) || Error.class.isAssignableFrom(type)
				|| this.exceptionTypes.stream().anyMatch((declared) -> declared.isAssignableFrom(type));
	}

}
