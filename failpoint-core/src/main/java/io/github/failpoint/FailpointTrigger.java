package io.github.failpoint;

/**
 * One trigger, as a {@link FailpointListener} sees it.
 *
 * @param name the name of the failpoint
 * @param site the description of the site
 * @param action the keyword of the action, {@code callback} for a callback
 * @since 0.1.0
 */
public record FailpointTrigger(String name, String site, String action) {
}
