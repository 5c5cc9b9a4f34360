package io.github.failpoint.benchmarks;

import org.openjdk.jmh.annotations.Threads;

/**
 * An enabled failpoint, reached by two threads.
 */
@Threads(2)
public class EnabledTwoThreadsBenchmark extends EnabledBenchmark {

}
