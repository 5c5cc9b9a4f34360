package io.github.failpoint.aop;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.Set;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what prototypes leave behind, counted on the heap.
 */
class PrototypeHeapTests {

	private static final int MANY = 1_000_000;

	private final ApplicationContextRunner contextRunner = FailpointContexts.runner()
		.withBean(Visit.class, Visit::new, (definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE));

	@Test
	void millionPrototypesLeaveNothingBehind() {
		this.contextRunner.run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			Set<Class<?>> classes = make(context, 20_000);
			WeakReference<Visit> dropped = new WeakReference<>(enabledVisit(context, registry));
			long loaded = loadedClasses();
			long before = usedHeap();
			classes.addAll(make(context, MANY));
			assertThat(usedHeap() - before).as("bytes left of a million").isLessThan(MANY);
			assertThat(loadedClasses() - loaded).as("classes made for a million").isLessThan(100);
			assertThat(classes).hasSize(1);
			assertThat(dropped.get()).isNull();
			assertThat(registry.status("visit.name").orElseThrow().sites()).hasSize(1);
			assertThat(FailpointContexts.declaredByBeans(registry)).containsExactly("visit.name", "visit.pay");
		});
	}

	@Test
	void livePrototypeCostsHalfAKilobyteAtMost() {
		this.contextRunner.withPropertyValues("failpoint.aop.gate=true").run((context) -> {
			make(context, 1000);
			Visit[] visits = new Visit[50_000];
			long before = usedHeap();
			for (int index = 0; index < visits.length; index++) {
				visits[index] = context.getBean(Visit.class);
			}
			assertThat((usedHeap() - before) / visits.length).as("bytes of a gate and its bean").isLessThan(512);
			assertThat(visits).allMatch((visit) -> visit.pay() == 1);
		});
	}

	/**
	 * One that has its advised proxy as well.
	 */
	private static Visit enabledVisit(ApplicationContext context, FailpointRegistry registry) {
		Visit visit = context.getBean(Visit.class);
		registry.enable("visit.pay", "return(2)");
		assertThat(visit.pay()).isEqualTo(2);
		registry.disable("visit.pay");
		assertThat(AopUtils.getTargetClass(visit)).isEqualTo(Visit.class);
		return visit;
	}

	private static Set<Class<?>> make(ApplicationContext context, int count) {
		Set<Class<?>> classes = new HashSet<>();
		for (int instance = 0; instance < count; instance++) {
			Visit visit = context.getBean(Visit.class);
			classes.add(visit.getClass());
			visit.pay();
		}
		return classes;
	}

	private static long loadedClasses() {
		return ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
	}

	private static long usedHeap() {
		System.gc();
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	static class Visit {

		@Failpoint("visit.name")
		public String name() {
			return "visit";
		}

		@Failpoint("visit.pay")
		public int pay() {
			return 1;
		}

	}

}
