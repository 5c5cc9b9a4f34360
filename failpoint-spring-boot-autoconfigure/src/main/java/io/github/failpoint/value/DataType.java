package io.github.failpoint.value;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.failpoint.convert.ValueConversionException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;

/**
 * A class of data, as reflection shows it: nothing of it is run.
 *
 * @param type the class
 * @param creator what makes it
 * @param members the parameters of the creator or, if it has none, the fields
 */
record DataType(Class<?> type, Executable creator, List<Member> members) {

	static DataType of(Class<?> type) throws ValueConversionException {
		if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
			throw new ValueConversionException("it is abstract, and names no subtypes");
		}
		if (type.isAnonymousClass() || (isInner(type) && !Modifier.isStatic(type.getModifiers()))) {
			throw new ValueConversionException("it needs an instance of another class");
		}
		if (Stream.of(type.getAnnotations())
			.anyMatch((annotation) -> annotation.annotationType().getName().equals("kotlin.jvm.JvmInline"))) {
			throw new ValueConversionException("it is a value class of Kotlin");
		}
		Executable creator = Creators.find(type);
		return new DataType(type, creator, (creator.getParameterCount() > 0) ? parameters(creator) : fields(type));
	}

	private static boolean isInner(Class<?> type) {
		return (type.isMemberClass() || type.isLocalClass()) && !type.isRecord();
	}

	private static List<Member> parameters(Executable creator) throws ValueConversionException {
		Type[] types = creator.getGenericParameterTypes();
		@Nullable String @Nullable [] names = names(creator);
		List<Member> members = new ArrayList<>();
		for (Parameter parameter : creator.getParameters()) {
			int index = members.size();
			String given = JacksonAnnotations.nameOf(parameter);
			String name = (names != null) ? names[index] : given;
			if (types.length != creator.getParameterCount() || name == null) {
				throw new ValueConversionException(
						"the parameters of its constructor have no names; compile with -parameters");
			}
			members.add(new Member(name, JacksonAnnotations.namesOf(parameter, name), types[index], parameter.getType(),
					null));
		}
		return members;
	}

	private static @Nullable String @Nullable [] names(Executable creator) {
		DefaultParameterNameDiscoverer discoverer = new DefaultParameterNameDiscoverer();
		return (creator instanceof Constructor<?> constructor) ? discoverer.getParameterNames(constructor)
				: discoverer.getParameterNames((Method) creator);
	}

	private static List<Member> fields(Class<?> type) {
		List<Member> members = new ArrayList<>();
		for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
			for (Field field : declaring.getDeclaredFields()) {
				if (isSet(field)) {
					members.add(new Member(field.getName(), JacksonAnnotations.namesOf(field, field.getName()),
							field.getGenericType(), field.getType(), field));
				}
			}
		}
		return members;
	}

	private static boolean isSet(Field field) {
		int never = Modifier.STATIC | Modifier.TRANSIENT | Modifier.FINAL;
		return (field.getModifiers() & never) == 0 && !field.isSynthetic() && !JacksonAnnotations.isIgnored(field);
	}

	/**
	 * What data consists of.
	 *
	 * @param name its name in the source
	 * @param likely the names that it has in JSON, as far as they are written at it
	 * @param type its type, with generics
	 * @param raw the class of its type
	 * @param field the field, or {@code null} if it is a parameter
	 */
	record Member(String name, List<String> likely, Type type, Class<?> raw, @Nullable Field field) {
	}

}
