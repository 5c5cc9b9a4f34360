package io.github.failpoint.benchmarks;

import org.openjdk.jmh.annotations.Fork;

/**
 * Waking a thousand virtual threads.
 */
@Fork(value = 4, jvmArgsAppend = "-Dbench.virtual=true")
public class WaitersVirtualThreadsBenchmark extends WaitersBenchmark {

}
