/**
 * An application to test the kit with.
 */
@NullMarked
package io.github.failpoint.test.app;

import org.jspecify.annotations.NullMarked;
