/**
 * Values of terms, and the types that they become.
 */
@NullMarked
package io.github.failpoint.convert;

import org.jspecify.annotations.NullMarked;
