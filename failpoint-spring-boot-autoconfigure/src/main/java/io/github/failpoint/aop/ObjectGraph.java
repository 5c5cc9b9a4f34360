package io.github.failpoint.aop;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Looks whether objects refer to a certain one, be it through others. What cannot be
 * looked into may do so.
 */
final class ObjectGraph {

	private static final int MOST_OBJECTS = 5000;

	private static final Set<String> WITHOUT_REFERENCES = Set.of("java.math", "java.net", "java.nio.charset",
			"java.nio.file", "java.security", "java.text", "java.time", "java.time.format", "java.util.regex",
			"java.util.concurrent.locks", "sun.nio.fs", "sun.nio.cs");

	private static final Set<String> VALUES = Set.of("java.lang.Object", "java.lang.StringBuilder",
			"java.lang.ThreadLocal", "java.util.UUID", "java.util.Locale", "java.util.Date", "java.util.Random",
			"java.util.BitSet", "java.util.Currency", "java.util.concurrent.atomic.AtomicBoolean",
			"java.util.concurrent.atomic.AtomicInteger", "java.util.concurrent.atomic.AtomicLong",
			"java.util.concurrent.atomic.LongAdder");

	private static final Set<String> LOGGERS = Set.of("org.slf4j.Logger", "org.apache.logging.log4j.Logger");

	private final Object sought;

	private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Deque<Object> pending = new ArrayDeque<>();

	private boolean found;

	private ObjectGraph(Object sought) {
		this.sought = sought;
	}

	/**
	 * Whether the state of an object, or any of the given others, may refer to it.
	 */
	static boolean mayReferTo(Object sought, Collection<? extends @Nullable Object> others) {
		ObjectGraph graph = new ObjectGraph(sought);
		graph.addFields(sought);
		others.forEach(graph::add);
		return graph.walk();
	}

	private boolean walk() {
		while (!this.found && !this.pending.isEmpty()) {
			visit(this.pending.pop());
		}
		return this.found;
	}

	private void add(@Nullable Object object) {
		if (object == null || isValue(object)) {
			return;
		}
		this.found |= object == this.sought || this.seen.size() > MOST_OBJECTS;
		if (this.seen.add(object)) {
			this.pending.push(object);
		}
	}

	private void visit(Object object) {
		if (object instanceof Object[] array) {
			addAll(Arrays.asList(array));
		}
		else if (isOfPlatform(object.getClass())) {
			visitPlatform(object);
		}
		else {
			addFields(object);
		}
	}

	/**
	 * What the JDK keeps to itself cannot be looked into.
	 */
	private void visitPlatform(Object object) {
		if (object instanceof Map<?, ?> map) {
			addAll(map.keySet());
			addAll(map.values());
		}
		else if (object instanceof Collection<?> collection) {
			addAll(collection);
		}
		else if (object instanceof Reference<?> reference) {
			add(reference.get());
		}
		else if (object instanceof AtomicReference<?> reference) {
			add(reference.get());
		}
		else if (object instanceof Optional<?> optional) {
			add(optional.orElse(null));
		}
		else {
			this.found = true;
		}
	}

	private void addAll(Collection<?> objects) {
		objects.forEach(this::add);
	}

	private void addFields(Object object) {
		if (Proxy.isProxyClass(object.getClass())) {
			add(Proxy.getInvocationHandler(object));
			return;
		}
		for (Field field : BeanFields.of(object.getClass())) {
			if (!field.getType().isPrimitive()) {
				add(field, object);
			}
		}
	}

	private void add(Field field, Object object) {
		try {
			if (field.trySetAccessible()) {
				add(field.get(object));
				return;
			}
		}
		catch (IllegalAccessException ex) {
			// as if it were not accessible
		}
		this.found = true;
	}

	private static boolean isOfPlatform(Class<?> type) {
		return type.getName().startsWith("java.") || type.getName().startsWith("jdk.")
				|| type.getName().startsWith("sun.");
	}

	private static boolean isValue(Object object) {
		Class<?> type = object.getClass();
		return ClassUtils.isPrimitiveOrWrapper(type) || object instanceof String || object instanceof Class<?>
				|| object instanceof Enum<?> || isPrimitiveArray(type) || isLogger(object)
				|| VALUES.contains(type.getName()) || WITHOUT_REFERENCES.contains(type.getPackageName());
	}

	private static boolean isPrimitiveArray(Class<?> type) {
		return type.isArray() && type.getComponentType().isPrimitive();
	}

	private static boolean isLogger(Object object) {
		return object instanceof Log || object instanceof java.util.logging.Logger || object instanceof System.Logger
				|| ClassUtils.getAllInterfacesAsSet(object)
					.stream()
					.anyMatch((implemented) -> LOGGERS.contains(implemented.getName()));
	}

}
