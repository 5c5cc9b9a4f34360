package io.github.failpoint.benchmarks;

import org.openjdk.jmh.annotations.Fork;

/**
 * Waking ten thousand virtual threads.
 */
@Fork(value = 4, jvmArgsAppend = { "-Dbench.waiters=10000", "-Dbench.virtual=true" })
public class ManyWaitersVirtualThreadsBenchmark extends WaitersBenchmark {

}
