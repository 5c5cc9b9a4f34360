/**
 * Triggers as events of observations, and thereby of spans, with Micrometer Observation.
 */
@NullMarked
package io.github.failpoint.observation;

import org.jspecify.annotations.NullMarked;
