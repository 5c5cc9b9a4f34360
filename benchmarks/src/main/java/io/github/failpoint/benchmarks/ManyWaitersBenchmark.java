package io.github.failpoint.benchmarks;

import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Waking ten thousand threads.
 */
@Fork(value = 4, jvmArgsAppend = { "-Dbench.waiters=10000", "-Xss256k" })
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class ManyWaitersBenchmark extends WaitersBenchmark {

}
