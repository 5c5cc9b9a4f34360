package io.github.failpoint.test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.mockito.MockingDetails;
import org.mockito.Mockito;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Beans that are mocks, in place of those that would reach failpoints.
 */
final class MockBeans {

	private MockBeans() {
	}

	static List<String> of(ConfigurableListableBeanFactory beanFactory, Predicate<Class<?>> relevant) {
		List<String> mocks = new ArrayList<>();
		for (String name : beanFactory.getSingletonNames()) {
			Object bean = beanFactory.getSingleton(name);
			MockingDetails details = (bean != null) ? Mockito.mockingDetails(bean) : null;
			if (details != null && details.isMock() && !details.isSpy()) {
				Class<?> type = details.getMockCreationSettings().getTypeToMock();
				if (relevant.test(type)) {
					mocks
						.add("the bean '" + name + "' is a mock of " + type.getName() + ", which reaches no failpoint");
				}
			}
		}
		return mocks;
	}

}
