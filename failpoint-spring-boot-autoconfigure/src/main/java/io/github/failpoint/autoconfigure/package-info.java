/**
 * Auto-configuration of failpoints, and what it tells at the start.
 */
@NullMarked
package io.github.failpoint.autoconfigure;

import org.jspecify.annotations.NullMarked;
