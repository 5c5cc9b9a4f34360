package io.github.failpoint.value;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.failpoint.convert.ValuePlace;
import io.github.failpoint.convert.ValueTarget;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Window;
import org.springframework.data.util.Streamable;

/**
 * The pages of Spring Data: each is the only one.
 */
final class PageTargets {

	private static final Map<Class<?>, Function<List<@Nullable Object>, Object>> PAGES = Map.of(Page.class,
			PageImpl::new, Slice.class, SliceImpl::new, Window.class,
			(elements) -> Window.from(elements, ScrollPosition::offset), Streamable.class, Streamable::of);

	private PageTargets() {
	}

	static @Nullable ValueTarget find(Type type, ValuePlace place) {
		ResolvableType resolvable = ResolvableType.forType(type);
		Function<List<@Nullable Object>, Object> page = PAGES.get(resolvable.resolve(Object.class));
		Type element = resolvable.hasGenerics() ? resolvable.getGeneric().getType() : Object.class;
		return (page != null) ? place.find(element).inside(page) : null;
	}

}
