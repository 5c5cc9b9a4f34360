/**
 * The annotation that makes a bean method reach a failpoint.
 */
@NullMarked
package io.github.failpoint.annotation;

import org.jspecify.annotations.NullMarked;
