package io.github.failpoint.value;

import io.github.failpoint.convert.ValueConversionException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for data whose names Jackson 3 cannot tell.
 */
class FailingNamesTests {

	@Test
	void namesThatFailAreRefused() {
		assertRefused(new DefaultListableBeanFactory(), FailingNames.class);
	}

	@Test
	void mapperThatCannotBeHadIsRefused() {
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		beanFactory.registerBeanDefinition("mapper", new RootBeanDefinition(JsonMapper.class, () -> {
			throw new IllegalStateException("no mapper");
		}));
		assertRefused(beanFactory, Plain.class);
	}

	private static void assertRefused(DefaultListableBeanFactory beanFactory, Class<?> type) {
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> new Conversions(beanFactory).convert("{}", type))
			.withMessageContaining("Jackson does not understand it");
	}

	static class Plain {

	}

	@JsonNaming(FailingStrategy.class)
	record FailingNames(String name) {
	}

	@SuppressWarnings("serial")
	static class FailingStrategy extends PropertyNamingStrategies.NamingBase {

		@Override
		public String translate(String name) {
			throw new IllegalStateException("translated");
		}

	}

}
