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
 * @since 0.1.0
 */
public record SiteSignature(String description, Type returnType, List<Class<?>> exceptionTypes) {

	public SiteSignature {
		exceptionTypes = List.copyOf(exceptionTypes);
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
			.map(Class::getSimpleName)
			.collect(Collectors.joining(","));
		return new SiteSignature(type.getName() + "." + method.getName() + "(" + parameters + ")", returnType,
				List.of(method.getExceptionTypes()));
	}

	boolean mayThrow(Class<?> type) {
		return RuntimeException.class.isAssignableFrom(type) || Error.class.isAssignableFrom(type)
				|| this.exceptionTypes.stream().anyMatch((declared) -> declared.isAssignableFrom(type));
	}

}
