package io.github.failpoint.benchmarks;

import java.util.List;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.SiteSignature;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The heap that ten thousand failpoints take. The time is of no interest.
 */
@Warmup(iterations = 2)
@Measurement(iterations = 3)
public class HeapBenchmark extends SingleShotBenchmark {

	private static final int COUNT = 10_000;

	@Benchmark
	public FailpointRegistry declared(Heap heap) {
		FailpointRegistry registry = new FailpointRegistry();
		long before = used();
		declare(registry);
		heap.bytesPerFailpoint = (used() - before) / COUNT;
		return registry;
	}

	@Benchmark
	public FailpointRegistry enabled(Heap heap) {
		FailpointRegistry registry = new FailpointRegistry();
		declare(registry);
		long before = used();
		for (int i = 0; i < COUNT; i++) {
			registry.enable("point" + i, "off");
		}
		heap.bytesPerFailpoint = (used() - before) / COUNT;
		return registry;
	}

	private static void declare(FailpointRegistry registry) {
		for (int i = 0; i < COUNT; i++) {
			registry.declare("point" + i, new SiteSignature("com.example.Service.method" + i, int.class, List.of()));
		}
	}

	private static long used() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	/**
	 * What is measured.
	 */
	@State(Scope.Thread)
	@AuxCounters(AuxCounters.Type.EVENTS)
	public static class Heap {

		/**
		 * The heap for one failpoint, in bytes.
		 */
		public long bytesPerFailpoint;

	}

}
