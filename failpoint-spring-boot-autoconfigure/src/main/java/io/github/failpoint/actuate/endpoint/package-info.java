/**
 * The actuator endpoint that shows and changes failpoints.
 */
@NullMarked
package io.github.failpoint.actuate.endpoint;

import org.jspecify.annotations.NullMarked;
