package io.github.failpoint.aop;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.objenesis.ObjenesisException;
import org.springframework.objenesis.SpringObjenesis;
import org.springframework.util.ReflectionUtils;

/**
 * Moves the state of a bean to an object that no constructor has touched.
 */
final class BeanFields {

	private static final SpringObjenesis objenesis = new SpringObjenesis();

	private static final boolean instantiable = isInstantiable();

	private BeanFields() {
	}

	/**
	 * Modules without {@code jdk.unsupported} cannot make an instance past the
	 * constructors.
	 */
	private static boolean isInstantiable() {
		try {
			return objenesis.isWorthTrying() && objenesis.newInstance(Object.class, false) != null;
		}
		catch (ObjenesisException ex) {
			return false;
		}
	}

	/**
	 * Whether objects of a type can be made past its constructors, and all their fields
	 * be copied.
	 */
	static boolean isMovable(Class<?> type) {
		return instantiable && !type.isRecord() && of(type).stream().allMatch(Field::trySetAccessible);
	}

	static <T> T instantiate(Class<T> type) {
		return objenesis.newInstance(type, true);
	}

	static void copy(Class<?> type, Object from, Object to) {
		for (Field field : of(type)) {
			ReflectionUtils.makeAccessible(field);
			ReflectionUtils.setField(field, to, ReflectionUtils.getField(field, from));
		}
	}

	/**
	 * What an object itself holds, without what leads to the whole container.
	 */
	static List<@Nullable Object> values(@Nullable Object object) {
		List<@Nullable Object> values = new ArrayList<>();
		for (Field field : (object != null) ? of(object.getClass()) : List.<Field>of()) {
			if (!field.getName().contains("$$") && !field.getType().isPrimitive() && field.trySetAccessible()) {
				values.add(ReflectionUtils.getField(field, object));
			}
		}
		return values;
	}

	static List<Field> of(Class<?> type) {
		List<Field> fields = new ArrayList<>();
		for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
			for (Field field : declaring.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers())) {
					fields.add(field);
				}
			}
		}
		return fields;
	}

}
