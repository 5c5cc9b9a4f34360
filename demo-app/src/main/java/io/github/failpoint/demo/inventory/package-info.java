/**
 * What the shop sells, and how much of it is left.
 */
@NullMarked
package io.github.failpoint.demo.inventory;

import org.jspecify.annotations.NullMarked;
