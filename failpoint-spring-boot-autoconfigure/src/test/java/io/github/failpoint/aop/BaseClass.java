package io.github.failpoint.aop;

import java.util.List;

import io.github.failpoint.FailpointRegistry;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What users extend or implement, and how its library calls it.
 *
 * @param <T> the class that the user writes
 * @param type that class, whose name is that of the failpoint on one of its methods
 * @param call calls it as the library does
 */
record BaseClass<T>(Class<T> type, Call<T> call) {

	/**
	 * Call beans of such classes before, while and after their failpoints are enabled.
	 */
	static void assertReached(List<BaseClass<?>> bases, Class<?>... configurations) {
		ApplicationContextRunner runner = FailpointContexts.runner().withUserConfiguration(configurations);
		for (BaseClass<?> base : bases) {
			runner = runner.withBean(base.name(), base.type());
		}
		runner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(bases).allSatisfy((base) -> base.assertReached(context));
		});
	}

	private void assertReached(ApplicationContext context) throws Exception {
		FailpointRegistry registry = FailpointContexts.registry(context);
		call(context);
		registry.enable(name(), "off");
		call(context);
		assertThat(registry.status(name()).orElseThrow().evaluations()).as(name()).isPositive();
		registry.disable(name());
		call(context);
	}

	String name() {
		return this.type.getSimpleName();
	}

	private void call(ApplicationContext context) throws Exception {
		this.call.on(this.type.cast(context.getBean(name())));
	}

	@Override
	public String toString() {
		return name();
	}

	interface Call<T> {

		void on(T bean) throws Exception;

	}

}
