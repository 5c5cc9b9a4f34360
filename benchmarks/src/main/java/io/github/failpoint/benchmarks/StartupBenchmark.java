package io.github.failpoint.benchmarks;

import java.util.Map;

import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Starting an application with a thousand beans in a fresh JVM, without failpoints and
 * with ten thousand of them.
 */
@Fork(6)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class StartupBenchmark extends SingleShotBenchmark {

	private static final int BEANS = 1000;

	@Benchmark
	public void withoutLibrary(Plain plain) {
		plain.context.refresh();
	}

	@Benchmark
	public void unannotated(Unannotated unannotated) {
		unannotated.context.refresh();
	}

	@Benchmark
	public void annotated(Annotated annotated) {
		annotated.context.refresh();
	}

	private static AnnotationConfigApplicationContext context(boolean annotated, Map<String, Object> properties) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("benchmark", properties));
		GeneratedTypes.create(BEANS, "Bean", annotated).forEach(context::registerBean);
		return context;
	}

	/**
	 * An application that is about to start.
	 */
	abstract static class Application {

		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

		@TearDown(Level.Trial)
		public void stop() {
			this.context.close();
		}

	}

	/**
	 * One without the library.
	 */
	@State(Scope.Benchmark)
	public static class Plain extends Application {

		@Setup
		public void prepare() {
			this.context = context(false, Map.of());
		}

	}

	/**
	 * One with the library, and no failpoints.
	 */
	@State(Scope.Benchmark)
	public static class Unannotated extends Application {

		@Setup
		public void prepare() {
			this.context = context(false, Map.of());
			this.context.register(FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class);
		}

	}

	/**
	 * One with failpoints.
	 */
	@State(Scope.Benchmark)
	public static class Annotated extends Application {

		/**
		 * Whether the gate proxy may be used.
		 */
		@Param({ "true", "false" })
		public boolean gate;

		@Setup
		public void prepare() {
			this.context = context(true, Map.of("failpoint.aop.gate", this.gate));
			this.context.register(FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class);
		}

	}

}
