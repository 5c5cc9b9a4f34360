package io.github.failpoint.autoconfigure;

import java.util.List;
import java.util.Map;

import io.github.failpoint.annotation.Failpoint;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Role;

/**
 * Configuration properties for failpoints.
 *
 * @param enabled Whether failpoints can be enabled at all.
 * @param points Terms by failpoint name. A name with other characters than letters,
 * digits, ".", "-" and "_" stands in square brackets.
 * @param terms Terms of many failpoints at once, "name=terms;name=terms". Overrides the
 * terms by name.
 * @param unknownNames What to do about a setting for a name that nobody declares.
 * @param allowDestructive Whether the destructive action "exit" may be enabled.
 */
@ConfigurationProperties("failpoint")
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
record FailpointProperties(@DefaultValue("true") boolean enabled, @DefaultValue Map<String, String> points,
		@Nullable String terms, @DefaultValue("warn") UnknownNames unknownNames, boolean allowDestructive,
		@DefaultValue Aop aop, @DefaultValue Exceptions exceptions) {

	/**
	 * What to do about a setting for a name that nobody declares. That of an environment
	 * variable, which can only be put in force once its name is declared, fails the
	 * start-up with {@link #WARN} as well and waits with {@link #ALLOW}.
	 */
	enum UnknownNames {

		/**
		 * Log a warning with similar names once all singletons are there.
		 */
		WARN,

		/**
		 * Fail the start-up.
		 */
		FAIL,

		/**
		 * Accept it silently.
		 */
		ALLOW

	}

	/**
	 * Failpoints around beans.
	 *
	 * @param position Position of failpoints among the advice around a method, unless the
	 * annotation gives one.
	 * @param gate Whether beans that need no other proxy get one that steps aside while
	 * their failpoints are disabled.
	 */
	record Aop(@DefaultValue("innermost") Position position, @DefaultValue("true") boolean gate) {

		/**
		 * Position among the advice around a method.
		 */
		enum Position {

			/**
			 * Inside all other advice, as if the method itself had failed.
			 */
			INNERMOST(Failpoint.Position.INNERMOST),

			/**
			 * Outside all other advice.
			 */
			OUTERMOST(Failpoint.Position.OUTERMOST);

			private final Failpoint.Position position;

			Position(Failpoint.Position position) {
				this.position = position;
			}

			Failpoint.Position toAnnotation() {
				return this.position;
			}

		}

	}

	/**
	 * Exceptions that may be thrown.
	 *
	 * @param allowed Additional exception types, by qualified name, that "throw" may name
	 * from outside: in properties, variables and requests.
	 */
	record Exceptions(@DefaultValue List<String> allowed) {

	}

}
