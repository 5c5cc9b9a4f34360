/**
 * What benchmarks need of the proxies.
 */
@NullMarked
package io.github.failpoint.aop;

import org.jspecify.annotations.NullMarked;
