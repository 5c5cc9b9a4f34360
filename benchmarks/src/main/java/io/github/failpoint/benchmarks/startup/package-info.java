/**
 * What failpoints add to the start of an application.
 */
@NullMarked
package io.github.failpoint.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
