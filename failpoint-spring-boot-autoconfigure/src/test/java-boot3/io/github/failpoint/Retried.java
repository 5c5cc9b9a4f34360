package io.github.failpoint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.retry.annotation.Backoff;
import org.springframework.retry.annotation.Retryable;

/**
 * Tries a method up to three times, as Spring Retry does it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Retryable(maxAttempts = 3, backoff = @Backoff(delay = 0))
@Target(ElementType.METHOD)
public @interface Retried {

}
