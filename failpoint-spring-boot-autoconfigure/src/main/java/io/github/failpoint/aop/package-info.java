/**
 * Failpoints around the methods of Spring beans.
 */
@NullMarked
package io.github.failpoint.aop;

import org.jspecify.annotations.NullMarked;
