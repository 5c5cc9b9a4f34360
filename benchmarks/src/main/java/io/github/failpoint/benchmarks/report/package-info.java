/**
 * Turns results of benchmarks into documentation and verdicts.
 */
@NullMarked
package io.github.failpoint.benchmarks.report;

import org.jspecify.annotations.NullMarked;
