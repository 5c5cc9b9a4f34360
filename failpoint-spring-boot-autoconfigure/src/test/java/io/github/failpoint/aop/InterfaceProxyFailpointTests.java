package io.github.failpoint.aop;

import java.lang.reflect.Proxy;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.interceptor.DebugInterceptor;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for failpoints of beans that are known by an interface.
 */
class InterfaceProxyFailpointTests {

	private final ApplicationContextRunner contextRunner = FailpointContexts.runner();

	private final ApplicationContextRunner interfaces = this.contextRunner
		.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class))
		.withPropertyValues("spring.aop.proxy-target-class=false");

	@Test
	void annotationOfTheClassActsBehindTheInterface() {
		this.interfaces.withBean(Implementation.class).run((context) -> {
			Api api = context.getBean(Api.class);
			assertThat(AopUtils.isJdkDynamicProxy(api)).isTrue();
			FailpointContexts.registry(context).enable("class", "return(5)");
			assertThat(api.ofClass()).isEqualTo(5);
		});
	}

	@Test
	void annotationOfTheInterfaceActsUnderTheNameOfTheClass() {
		this.interfaces.withBean(Implementation.class).run((context) -> {
			FailpointContexts.registry(context).enable("implementation.ofInterface", "return(5)");
			assertThat(context.getBean(Api.class).ofInterface()).isEqualTo(5);
		});
	}

	@Test
	void annotationOfTheInterfaceActsAroundTheClass() {
		this.contextRunner.withBean(Implementation.class).run((context) -> {
			FailpointContexts.registry(context).enable("implementation.ofInterface", "return(5)");
			assertThat(context.getBean(Implementation.class).ofInterface()).isEqualTo(5);
		});
	}

	@Test
	void lambdaActsUnderTheNameOfTheInterface() {
		this.contextRunner.withBean(Single.class, () -> () -> 1).run((context) -> {
			FailpointContexts.registry(context).enable("single.run", "return(5)");
			assertThat(context.getBean(Single.class).run()).isEqualTo(5);
		});
	}

	@Test
	void plainProxyActsUnderTheNameOfTheInterface() {
		this.contextRunner.withBean(Single.class, () -> proxy(Single.class)).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("single.run", "return(5)");
			assertThat(context.getBean(Single.class).run()).isEqualTo(5);
		});
	}

	@Test
	void interfaceThatIsExtendedByAnotherCountsOnce() {
		this.contextRunner.withBean(Extended.class, () -> proxy(Extended.class, Single.class)).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("extended.run", "return(5)");
			assertThat(context.getBean(Extended.class).run()).isEqualTo(5);
			assertThat(registry.status("single.run")).isEmpty();
			assertThat(((Advised) context.getBean(Extended.class)).getAdvisorCount()).isEqualTo(1);
		});
	}

	@Test
	void severalInterfacesAllAct() {
		this.contextRunner.withBean(Single.class, () -> proxy(Single.class, Second.class)).run((context) -> {
			FailpointContexts.registry(context).enableAll("single.run=return(5);second.walk=return(6)");
			assertThat(context.getBean(Single.class).run()).isEqualTo(5);
			assertThat(context.getBean(Second.class).walk()).isEqualTo(6);
		});
	}

	@Test
	void productOfAFactoryBeanActs() {
		this.contextRunner.withBean("single", SingleFactory.class).run((context) -> {
			FailpointContexts.registry(context).enable("product.run", "return(5)");
			assertThat(context.getBean(Single.class).run()).isEqualTo(5);
			assertThat(context.getBean("&single")).isExactlyInstanceOf(SingleFactory.class);
		});
	}

	@Test
	void frozenProxyIsWrapped() {
		this.contextRunner.withBean(Single.class, () -> {
			ProxyFactory proxyFactory = new ProxyFactory(new Product());
			proxyFactory.addAdvice(new DebugInterceptor());
			proxyFactory.setFrozen(true);
			return (Single) proxyFactory.getProxy();
		}).run((context) -> {
			FailpointContexts.registry(context).enable("product.run", "return(5)");
			assertThat(context.getBean(Single.class).run()).isEqualTo(5);
			FailpointContexts.registry(context).disable("product.run");
			assertThat(context.getBean(Single.class).run()).isEqualTo(1);
		});
	}

	@Test
	void opaqueProxyIsWrapped() {
		this.contextRunner.withBean(Single.class, () -> {
			ProxyFactory proxyFactory = new ProxyFactory(new Product());
			proxyFactory.setOpaque(true);
			return (Single) proxyFactory.getProxy();
		}).run((context) -> {
			FailpointContexts.registry(context).enable("single.run", "return(5)");
			assertThat(context.getBean(Single.class).run()).isEqualTo(5);
		});
	}

	private static <T> T proxy(Class<T> type, Class<?>... more) {
		Class<?>[] all = new Class<?>[more.length + 1];
		all[0] = type;
		System.arraycopy(more, 0, all, 1, more.length);
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), all,
				(proxy, method, arguments) -> method.getReturnType() == int.class ? 1 : null));
	}

	interface Api {

		int ofClass();

		@Failpoint
		int ofInterface();

	}

	static class Implementation implements Api {

		@Override
		@Failpoint("class")
		public int ofClass() {
			return 1;
		}

		@Override
		public int ofInterface() {
			return 1;
		}

	}

	@FunctionalInterface
	interface Single {

		@Failpoint
		int run();

	}

	interface Extended extends Single {

	}

	interface Second {

		@Failpoint
		int walk();

	}

	static class Product implements Single {

		@Override
		public int run() {
			return 1;
		}

	}

	static class SingleFactory implements FactoryBean<Single> {

		@Override
		public Single getObject() {
			return new Product();
		}

		@Override
		public Class<?> getObjectType() {
			return Single.class;
		}

	}

}
