package io.github.failpoint;

import org.jspecify.annotations.Nullable;

/**
 * What a site has to return instead of going on.
 *
 * @param value the value, of the site's type; {@code null} for a site that returns
 * nothing
 * @since 0.1.0
 */
public record EarlyReturn(@Nullable Object value) {
}
