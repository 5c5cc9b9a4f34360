package io.github.failpoint.aop;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.test.util.AopTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link GateProxyFactory} and what it makes, in real contexts.
 */
class GateProxyTests {

	private static final MethodInterceptor PROCEED = (invocation) -> invocation.proceed();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class))
		.withPropertyValues("failpoint.aop.gate=true");

	@Test
	void callGoesStraightToBeanWhileNothingIsEnabled() {
		run((shop, registry) -> {
			assertThat(isReachedThroughInterceptor(shop)).isFalse();
			registry.enable("shop.other", "off");
			assertThat(isReachedThroughInterceptor(shop)).isTrue();
			registry.disable("shop.other");
			assertThat(isReachedThroughInterceptor(shop)).isFalse();
		});
	}

	@Test
	void callGoesThroughInterceptorWithoutGate() {
		this.contextRunner.withBean(Shop.class)
			.withPropertyValues("failpoint.aop.gate=false")
			.run((context) -> assertThat(isReachedThroughInterceptor(context.getBean(Shop.class))).isTrue());
	}

	@Test
	void enablingIsSeenByNextCallOfAnyThread() throws Exception {
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			run((shop, registry) -> {
				for (int round = 0; round < 1000; round++) {
					registry.enable("shop.item", "return(" + round + ")");
					assertThat(shop.item()).isEqualTo(String.valueOf(round));
					assertThat(call(executor, shop::item)).isEqualTo(String.valueOf(round));
					registry.disable("shop.item");
					assertThat(shop.item()).isEqualTo("book");
					assertThat(call(executor, shop::item)).isEqualTo("book");
				}
			});
		}
		finally {
			executor.shutdown();
		}
	}

	@Test
	void callThatBeganWhileNothingWasEnabledIsNotEvaluatedAfterwards() {
		run((shop, registry) -> {
			assertThat(shop.during(() -> registry.enable("shop.during", "panic"))).isEqualTo("done");
			assertThat(registry.status("shop.during").orElseThrow().evaluations()).isZero();
		});
	}

	@Test
	void protectedAndPackagePrivateMethodsRunOnTheBean() {
		run((shop, registry) -> {
			assertThat(shop.packagePrivate()).isEqualTo("book");
			assertThat(shop.protectedMethod()).isEqualTo("book");
			assertThat(shop.protectedPoint()).isEqualTo("book");
			registry.enable("shop.protected", "return(x)");
			registry.enable("shop.package", "return(y)");
			assertThat(shop.packagePrivate()).isEqualTo("y");
			assertThat(shop.protectedMethod()).isEqualTo("book");
			assertThat(shop.protectedPoint()).isEqualTo("x");
		});
	}

	@Test
	void exceptionOfProtectedMethodIsThrownAsItIs() {
		run((shop, registry) -> {
			assertThatIllegalStateException().isThrownBy(shop::protectedFailure).withMessage("as it is");
			registry.enable("shop.protected", "off");
			assertThatIllegalStateException().isThrownBy(shop::protectedFailure).withMessage("as it is");
		});
	}

	@Test
	void gateTellsItsTarget() {
		run((shop, registry) -> {
			assertThat(AopUtils.isCglibProxy(shop)).isTrue();
			assertThat(AopUtils.getTargetClass(shop)).isEqualTo(Shop.class);
			assertThat(AopProxyUtils.ultimateTargetClass(shop)).isEqualTo(Shop.class);
			Shop target = AopTestUtils.getUltimateTargetObject(shop);
			assertThat(target.getClass()).isEqualTo(Shop.class);
			assertThat(AopProxyUtils.getSingletonTarget(shop)).isSameAs(target);
		});
	}

	@Test
	void gateIsFrozen() {
		run((shop, registry) -> {
			assertThat(shop).isInstanceOfSatisfying(Advised.class, (advised) -> {
				assertThat(advised.isFrozen()).isTrue();
				assertThatExceptionOfType(AopConfigException.class).isThrownBy(() -> advised.addAdvice(PROCEED));
			});
		});
	}

	@Test
	void failpointFiresBesideAFinalMethod() {
		this.contextRunner.withBean(HalfClosed.class).run((context) -> {
			HalfClosed bean = context.getBean(HalfClosed.class);
			context.getBean(FailpointRegistry.class).enable("halfClosed", "1*return(x)");
			assertThat(bean.open()).isEqualTo("x");
			assertThat(bean.open()).isEqualTo("open");
			assertThat(bean.closed()).isEqualTo("closed");
		});
	}

	@Test
	void laterPostProcessorMayProxyTheGate() {
		AtomicInteger calls = new AtomicInteger();
		this.contextRunner.withBean(Shop.class).withBean("later", LaterPostProcessor.class, () -> {
			return new LaterPostProcessor(calls);
		}).run((context) -> {
			Shop shop = context.getBean(Shop.class);
			assertThat(shop.item()).isEqualTo("book");
			assertThat(AopProxyUtils.ultimateTargetClass(shop)).isEqualTo(Shop.class);
			context.getBean(FailpointRegistry.class).enable("shop.item", "return(lamp)");
			assertThat(shop.item()).isEqualTo("lamp");
			assertThat(calls).hasValue(2);
		});
	}

	@Test
	void constructorRunsOnce() {
		Shop.constructed.set(0);
		run((shop, registry) -> {
			registry.enable("shop.item", "off");
			shop.item();
			assertThat(Shop.constructed).hasValue(1);
		});
	}

	@Test
	void gatesAreEqualIfTheirBeansAre() {
		this.contextRunner
			.withBean(Shop.class, Shop::new, (definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
			.run((context) -> {
				Shop one = context.getBean(Shop.class);
				Shop other = context.getBean(Shop.class);
				assertThat(one).isNotSameAs(other).isEqualTo(other).hasSameHashCodeAs(other);
				((Shop) AopTestUtils.getUltimateTargetObject(other)).item = "lamp";
				assertThat(one).isNotEqualTo(other);
				assertThat(one.toString()).isEqualTo("shop of book");
			});
	}

	@Test
	void reactiveMethodIsNeverGated() {
		run((shop, registry) -> {
			shop.interceptions().clear();
			shop.mono().block();
			assertThat(shop.interceptions()).containsExactly(true);
		});
	}

	@Test
	void methodThatIsReactiveByItsTypeArgumentIsNeverGated() {
		this.contextRunner.withBean(PlainLoader.class).withBean(OwnLoader.class).run((context) -> {
			Loader<Mono<Item>> plain = context.getBean(PlainLoader.class);
			Loader<Mono<Item>> own = context.getBean(OwnLoader.class);
			Mono<Item> loaded = plain.load();
			Mono<Item> loadedByOwn = own.load();
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			registry
				.enableAll("plainLoader.load=return({\"name\":\"lamp\"});ownLoader.load=return({\"name\":\"desk\"})");
			assertThat(loaded.block()).isEqualTo(new Item("lamp"));
			assertThat(loadedByOwn.block()).isEqualTo(new Item("desk"));
		});
	}

	@Test
	void bridgeMethodReachesFailpoint() {
		this.contextRunner.withBean(StringBox.class).run((context) -> {
			Box<String> box = context.getBean(StringBox.class);
			context.getBean(FailpointRegistry.class).enable("box.put", "return(other)");
			assertThat(box.put("content")).isEqualTo("other");
		});
	}

	@Test
	void manyPrototypesShareOneClassAndOneGroup() {
		this.contextRunner
			.withBean(Shop.class, Shop::new, (definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
			.run((context) -> {
				Set<Class<?>> classes = new HashSet<>();
				for (int instance = 0; instance < 10_000; instance++) {
					classes.add(context.getBean(Shop.class).getClass());
				}
				assertThat(classes).hasSize(1);
				assertThat(context.getBean(FailpointRegistry.class).status("shop.item").orElseThrow().sites())
					.hasSize(1);
			});
	}

	private void run(Scenario scenario) {
		this.contextRunner.withBean(Shop.class)
			.run((context) -> scenario.run(context.getBean(Shop.class), context.getBean(FailpointRegistry.class)));
	}

	private static String call(ExecutorService executor, Callable<String> call)
			throws ExecutionException, InterruptedException {
		Future<String> result = executor.submit(call);
		return result.get();
	}

	private static boolean isReachedThroughInterceptor(Shop shop) {
		shop.interceptions().clear();
		shop.record();
		return shop.interceptions().contains(true);
	}

	private interface Scenario {

		void run(Shop shop, FailpointRegistry registry) throws Exception;

	}

	static class Shop {

		static final AtomicInteger constructed = new AtomicInteger();

		private final Set<Boolean> interceptions = new HashSet<>();

		private String item = "book";

		Shop() {
			constructed.incrementAndGet();
		}

		@Failpoint("shop.item")
		public String item() {
			return this.item;
		}

		@Failpoint("shop.other")
		public void record() {
			this.interceptions.add(isIntercepted());
		}

		@Failpoint("shop.mono")
		public Mono<String> mono() {
			this.interceptions.add(isIntercepted());
			return Mono.just(this.item);
		}

		@Failpoint(name = "shop.during", at = Failpoint.At.AFTER)
		public String during(Runnable action) {
			action.run();
			return "done";
		}

		@Failpoint("shop.package")
		String packagePrivate() {
			return this.item;
		}

		protected String protectedMethod() {
			return this.item;
		}

		@Failpoint("shop.protected")
		protected String protectedPoint() {
			return this.item;
		}

		@Failpoint("shop.protected")
		protected String protectedFailure() {
			throw new IllegalStateException("as it is");
		}

		public Set<Boolean> interceptions() {
			return this.interceptions;
		}

		private static boolean isIntercepted() {
			return StackWalker.getInstance()
				.walk((frames) -> frames
					.anyMatch((frame) -> frame.getClassName().equals(FailpointInterceptor.class.getName())));
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Shop shop && shop.item.equals(this.item);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.item);
		}

		@Override
		public String toString() {
			return "shop of " + this.item;
		}

	}

	static class HalfClosed {

		private final String closed = String.valueOf("closed");

		@Failpoint("halfClosed")
		public String open() {
			return "open";
		}

		public final String closed() {
			return this.closed;
		}

	}

	abstract static class Box<T> {

		abstract T put(T content);

	}

	static class StringBox extends Box<String> {

		@Override
		@Failpoint("box.put")
		String put(String content) {
			return content;
		}

	}

	static class LaterPostProcessor implements BeanPostProcessor {

		private final AtomicInteger calls;

		LaterPostProcessor(AtomicInteger calls) {
			this.calls = calls;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (!(bean instanceof Shop)) {
				return bean;
			}
			ProxyFactory proxyFactory = new ProxyFactory(bean);
			proxyFactory.setProxyTargetClass(true);
			proxyFactory.addAdvice((MethodInterceptor) (invocation) -> {
				this.calls.incrementAndGet();
				return invocation.proceed();
			});
			return proxyFactory.getProxy();
		}

	}

	record Item(String name) {

	}

	static class Loader<R> {

		final R found;

		Loader(R found) {
			this.found = found;
		}

		@Failpoint
		public R load() {
			return this.found;
		}

	}

	static class MonoLoader<T> extends Loader<Mono<T>> {

		MonoLoader(T found) {
			super(Mono.just(found));
		}

	}

	static class PlainLoader extends MonoLoader<Item> {

		PlainLoader() {
			super(new Item("book"));
		}

	}

	static class OwnLoader extends MonoLoader<Item> {

		OwnLoader() {
			super(new Item("book"));
		}

		@Override
		public Mono<Item> load() {
			return this.found;
		}

	}

}
