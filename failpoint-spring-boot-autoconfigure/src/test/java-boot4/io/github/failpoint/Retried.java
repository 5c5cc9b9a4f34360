package io.github.failpoint;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.resilience.annotation.Retryable;

/**
 * Tries a method up to three times, as Spring Framework does it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Retryable(maxRetries = 2, delay = 0)
@Target(ElementType.METHOD)
public @interface Retried {

}
