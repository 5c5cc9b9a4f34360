/**
 * A small shop that shows where faults really hurt, and how to survive them.
 */
@NullMarked
package io.github.failpoint.demo;

import org.jspecify.annotations.NullMarked;
