/**
 * Orders, and the two ways to check out: the sound one and the naive one.
 */
@NullMarked
package io.github.failpoint.demo.order;

import org.jspecify.annotations.NullMarked;
