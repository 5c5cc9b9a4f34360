/**
 * Meters of failpoints, with Micrometer.
 */
@NullMarked
package io.github.failpoint.metrics;

import org.jspecify.annotations.NullMarked;
