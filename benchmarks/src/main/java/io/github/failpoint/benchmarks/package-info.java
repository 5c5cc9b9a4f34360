/**
 * What failpoints cost, next to what they are compared with.
 */
@NullMarked
package io.github.failpoint.benchmarks;

import org.jspecify.annotations.NullMarked;
