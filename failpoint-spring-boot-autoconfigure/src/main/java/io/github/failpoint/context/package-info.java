/**
 * Carries scopes between threads with Micrometer's context propagation.
 */
@NullMarked
package io.github.failpoint.context;

import org.jspecify.annotations.NullMarked;
