/**
 * Auto-configuration, properties and failure analysis of failpoints.
 */
@NullMarked
package io.github.failpoint.autoconfigure;

import org.jspecify.annotations.NullMarked;
