/**
 * The language in which it is written what a failpoint does.
 */
@NullMarked
package io.github.failpoint.terms;

import org.jspecify.annotations.NullMarked;
