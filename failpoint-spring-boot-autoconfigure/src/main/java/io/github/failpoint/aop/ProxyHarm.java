package io.github.failpoint.aop;

import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Tells what a proxy of a class would change beside the methods that it intercepts, in a
 * clause. A proxy is an object of its own, whose fields stay empty: what it cannot hand
 * on to the bean sees them so.
 */
final class ProxyHarm {

	/**
	 * The annotations that containers look for at the very class of the object.
	 */
	private static final Set<String> HANDED_OVER = Set.of("jakarta.websocket.server.ServerEndpoint",
			"jakarta.websocket.ClientEndpoint");

	private ProxyHarm() {
	}

	/**
	 * Return why no subclass of a class can stand for it.
	 */
	static @Nullable String ofSubclass(Class<?> type) {
		return Stream.of(type.getDeclaredAnnotations())
			.map((annotation) -> annotation.annotationType().getName())
			.filter(HANDED_OVER::contains)
			.findFirst()
			.map((annotation) -> "a container is handed its class, for @"
					+ annotation.substring(annotation.lastIndexOf('.') + 1))
			.orElse(null);
	}

	/**
	 * Return what a proxy would break.
	 */
	static @Nullable String of(Class<?> type) {
		return find(type, Modifier::isPublic);
	}

	/**
	 * Return what a proxy would break or hide from those who are near to the class.
	 */
	static @Nullable String ofAny(Class<?> type) {
		return find(type, (modifiers) -> !Modifier.isPrivate(modifiers));
	}

	private static @Nullable String find(Class<?> type, Predicate<Integer> visibleField) {
		for (Class<?> declaring = type; declaring != null
				&& declaring != Object.class; declaring = declaring.getSuperclass()) {
			Optional<String> found = Stream.concat(unreachable(type, declaring), hidden(declaring, visibleField))
				.findFirst();
			if (found.isPresent()) {
				return found.get();
			}
		}
		return null;
	}

	private static Stream<String> unreachable(Class<?> type, Class<?> declaring) {
		return Stream.of(ReflectionUtils.getDeclaredMethods(declaring))
			.filter((method) -> isOfInstances(method) && !Reachability.isOverridable(type, method))
			.map((method) -> "a proxy of its class cannot hand on calls of " + declaring.getName() + "."
					+ method.getName() + "()");
	}

	private static Stream<String> hidden(Class<?> declaring, Predicate<Integer> visible) {
		return Stream.of(declaring.getDeclaredFields())
			.filter((field) -> isOfInstances(field) && visible.test(field.getModifiers()))
			.map((field) -> "a proxy of its class would hide the field " + declaring.getName() + "." + field.getName());
	}

	private static boolean isOfInstances(Member member) {
		return (member.getModifiers() & (Modifier.STATIC | Modifier.PRIVATE)) == 0 && !member.isSynthetic();
	}

}
