/**
 * Failpoints: named points in running code where faults can be switched on at run time.
 */
@NullMarked
package io.github.failpoint;

import org.jspecify.annotations.NullMarked;
