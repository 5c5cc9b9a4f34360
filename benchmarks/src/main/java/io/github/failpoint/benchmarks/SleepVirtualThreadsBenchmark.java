package io.github.failpoint.benchmarks;

import org.openjdk.jmh.annotations.Fork;

/**
 * Virtual threads that sleep side by side.
 */
@Fork(value = 4, jvmArgsAppend = "-Dbench.virtual=true")
public class SleepVirtualThreadsBenchmark extends SleepBenchmark {

}
