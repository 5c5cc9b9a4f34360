package io.github.failpoint.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A named point where a fault can be switched on while the application runs.
 * <p>
 * On a method, every call of that method through its bean reaches the failpoint. On a
 * type, every call of each of its public methods does, unless the method carries an
 * annotation of its own, which then replaces that of the type. Interfaces and abstract
 * base classes hand the annotation on to the classes that implement them. On a
 * {@code @Bean} method, it is as on the type of the bean that the method makes, whose own
 * annotations win; the methods of {@code Lifecycle} and {@code FactoryBean} and
 * {@code close} are left out. Nothing happens at the point until it is enabled by name.
 * With several annotations on one method, those with {@link At#BEFORE} act in declared
 * order and those with {@link At#AFTER} in reversed order.
 * <p>
 * Only calls that pass through the bean's proxy are seen: not the calls of an object to
 * itself, those of the container to it, or those of private, static or final methods.
 * Where that is known, a warning at start-up says so.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
@Repeatable(Failpoint.List.class)
public @interface Failpoint {

	/**
	 * Alias for {@link #name()}.
	 * @return the name
	 */
	String value() default "";

	/**
	 * The name: 1 to 200 characters, segments of letters, digits and {@code . _ : $ -}
	 * joined by single slashes. May contain <code>${placeholders}</code>. By default the
	 * short name of the bean's class with a lower-case first letter, unless the first two
	 * are upper case, a dot and the name of the method, so {@code orderService.place} and
	 * {@code URLService.fetch}; overloads share it.
	 * @return the name
	 */
	String name() default "";

	/**
	 * Whether the failpoint is reached before the method runs or after it has returned.
	 * @return the moment
	 */
	At at() default At.BEFORE;

	/**
	 * After how many elements of what the method returns the failpoint is reached, for a
	 * method that returns a {@code Flux} or another stream: once in each subscription,
	 * before the next element is sent. In place of {@link #at()}.
	 * @return the number of elements; 0 for none of this
	 */
	long afterElements() default 0;

	/**
	 * Where the failpoint acts among the advice around the method, such as a transaction,
	 * a cache or a retry.
	 * @return the position
	 */
	Position position() default Position.DEFAULT;

	/**
	 * The moment at which a failpoint is reached.
	 */
	enum At {

		/**
		 * Before the method runs. A {@code return} term replaces the call. Where a
		 * publisher is returned, before it is subscribed to.
		 */
		BEFORE,

		/**
		 * After the method has returned normally. A {@code return} term replaces the
		 * result. Where a future or a publisher is returned, after that has completed.
		 */
		AFTER

	}

	/**
	 * The place of a failpoint in the chain of advice.
	 */
	enum Position {

		/**
		 * What the property {@code failpoint.aop.position} says, by default
		 * {@link #INNERMOST}.
		 */
		DEFAULT,

		/**
		 * Inside all other advice, as if the method itself had failed.
		 */
		INNERMOST,

		/**
		 * Outside all other advice: the transaction is committed, but the answer is lost.
		 */
		OUTERMOST

	}

	/**
	 * Holds several {@link Failpoint} annotations of one method or type.
	 */
	@Documented
	@Retention(RetentionPolicy.RUNTIME)
	@Target({ ElementType.METHOD, ElementType.TYPE })
	@interface List {

		/**
		 * The annotations, in declared order.
		 * @return the annotations
		 */
		Failpoint[] value();

	}

}
