/**
 * Settings and limits of failpoints from properties and environment variables.
 */
@NullMarked
package io.github.failpoint.environment;

import org.jspecify.annotations.NullMarked;
