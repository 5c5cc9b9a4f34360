/**
 * Events that tell who has changed failpoints.
 */
@NullMarked
package io.github.failpoint.actuate.audit;

import org.jspecify.annotations.NullMarked;
