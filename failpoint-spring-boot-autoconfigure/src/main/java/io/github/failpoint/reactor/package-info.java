/**
 * Failpoints at the publishers of Project Reactor.
 */
@NullMarked
package io.github.failpoint.reactor;

import org.jspecify.annotations.NullMarked;
