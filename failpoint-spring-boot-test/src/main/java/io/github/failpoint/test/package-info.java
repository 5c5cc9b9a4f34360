/**
 * Failpoints in tests: enabled for one test, undone after it, and proven to have acted.
 */
@NullMarked
package io.github.failpoint.test;

import org.jspecify.annotations.NullMarked;
