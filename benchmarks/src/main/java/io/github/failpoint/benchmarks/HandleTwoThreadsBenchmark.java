package io.github.failpoint.benchmarks;

import org.openjdk.jmh.annotations.Threads;

/**
 * A disabled handle, called by two threads.
 */
@Threads(2)
public class HandleTwoThreadsBenchmark extends HandleBenchmark {

}
