package io.github.failpoint.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Enables a failpoint while a test method runs; not while what stands around it does,
 * such as {@code @BeforeEach}. On a class it is for all its methods, and for those of
 * nested classes. What a method or a nested class says of a name wins. Works in tests
 * with Spring, whatever runs them, and in those of JUnit Jupiter without. May be used as
 * a meta-annotation.
 * <p>
 * The test fails if the failpoint never acted, if a count was left, or if nobody has
 * declared the name.
 *
 * @since 0.1.0
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(WithFailpoints.class)
@ExtendWith(FailpointExtension.class)
public @interface WithFailpoint {

	/**
	 * The name of the failpoint.
	 * @return the name
	 */
	String name();

	/**
	 * What it does.
	 * @return the terms
	 */
	String terms();

	/**
	 * Whether the test may pass without the failpoint having done all that it was set to.
	 * @return whether nothing is said of it
	 */
	boolean lenient() default false;

	/**
	 * Who sees what the test enables. If one annotation of a test says
	 * {@link FailpointVisibility#CONTEXT}, that is so for all it enables.
	 * @return the visibility
	 */
	FailpointVisibility visibility() default FailpointVisibility.DEFAULT;

	/**
	 * The seed of the draws; none, or one.
	 * @return the seed
	 */
	long[] seed() default {};

}
