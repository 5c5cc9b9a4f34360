/**
 * When an order arrives.
 */
@NullMarked
package io.github.failpoint.demo.delivery;

import org.jspecify.annotations.NullMarked;
