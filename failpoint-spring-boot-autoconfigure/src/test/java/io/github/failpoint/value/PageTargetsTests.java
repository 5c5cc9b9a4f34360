package io.github.failpoint.value;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.core.ResolvableType;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Window;
import org.springframework.data.util.Streamable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PageTargets}.
 */
class PageTargetsTests {

	@Test
	void pagesFollowTheRuleForElements() throws Exception {
		for (Class<?> page : List.of(Page.class, Slice.class, Window.class, Streamable.class)) {
			assertThat(elements("[1, 2]", page)).isEqualTo(List.of(1, 2));
			assertThat(elements("\"1,2\"", page)).isEqualTo(List.of(1, 2));
			assertThat(elements("7", page)).isEqualTo(List.of(7));
			assertThat(elements("", page)).isEqualTo(List.of());
			assertThat(convert("null", page)).isNull();
		}
		assertThat(convert("[1, 2]", Page.class)).isEqualTo(new PageImpl<>(List.of(1, 2)));
	}

	private static List<?> elements(String value, Class<?> page) throws Exception {
		Object made = convert(value, page);
		assertThat(made).isInstanceOf(page);
		return (made instanceof Window<?> window) ? window.getContent() : ((Streamable<?>) made).toList();
	}

	private static Object convert(String value, Class<?> page) throws Exception {
		return Conversions.without().convert(value, ResolvableType.forClassWithGenerics(page, Integer.class).getType());
	}

}
