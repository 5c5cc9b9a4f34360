package io.github.failpoint.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Several {@link WithFailpoint} annotations.
 *
 * @since 0.1.0
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(FailpointExtension.class)
public @interface WithFailpoints {

	/**
	 * The annotations.
	 * @return the annotations
	 */
	WithFailpoint[] value();

}
