package io.github.failpoint.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.failpoint.FailpointLimits;
import io.github.failpoint.FailpointPolicy;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.environment.PropertyChecks;
import io.github.failpoint.environment.UnknownNames;
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
 * @param allowDestructive Whether the destructive action "exit" may be enabled. A request
 * may enable it only if "failpoint.limits.actions" names it as well.
 * @param defaultTtl How long what a request enables without naming a time is in force. At
 * most as long as "failpoint.max-ttl".
 * @param maxTtl Longest time that a request may name.
 * @param forbiddenProfiles Profiles with which no failpoint may be enabled from outside:
 * settings stop the start-up, and the endpoint only reads.
 */
@ConfigurationProperties("failpoint")
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
record FailpointProperties(@DefaultValue("true") boolean enabled, @DefaultValue Map<String, String> points,
		@Nullable String terms, @DefaultValue("warn") UnknownNames unknownNames, boolean allowDestructive,
		@DefaultValue("5m") Duration defaultTtl, @DefaultValue("24h") Duration maxTtl,
		@DefaultValue List<String> forbiddenProfiles, @DefaultValue Limits limits, @DefaultValue Aop aop,
		@DefaultValue Exceptions exceptions, @DefaultValue Values values) {

	FailpointPolicy toPolicy() {
		return FailpointPolicy.defaults()
			.withAllowDestructive(this.allowDestructive)
			.withLimits(this.limits.toLimits())
			.withDefaultTtl(this.defaultTtl)
			.withMaxTtl(this.maxTtl);
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
	 * from outside: in properties, variables and requests. A pattern "com.acme..*" allows
	 * a package and those below.
	 */
	record Exceptions(@DefaultValue List<String> allowed) {

	}

	/**
	 * Values that may be returned.
	 *
	 * @param allowed Packages whose data types JSON may make, beside those of the
	 * application.
	 */
	record Values(@DefaultValue List<String> allowed) {

	}

	/**
	 * Ceilings that nothing from outside can exceed.
	 *
	 * @param maxWait Longest "sleep", "delay" and "pause". One without an end is refused
	 * then.
	 * @param maxProbability Highest probability with which an evaluation acts, in
	 * percent, such as "10%".
	 * @param maxTriggers How often one setting may act.
	 * @param maxTriggersPerMinute How often one failpoint may act in a minute.
	 * @param maxWaiting How many callers may wait at once in one failpoint.
	 * @param maxWaitingInAll How many callers may wait at once in all failpoints.
	 * @param names Names that may be enabled, in which "*" stands for any characters. If
	 * empty, all may.
	 * @param actions Actions that may be used. If empty, all may, but for "exit" in a
	 * request.
	 */
	record Limits(@Nullable Duration maxWait, @DefaultValue("100%") String maxProbability, @Nullable Long maxTriggers,
			@Nullable Long maxTriggersPerMinute, @Nullable Long maxWaiting, @Nullable Long maxWaitingInAll,
			@DefaultValue Set<String> names, @DefaultValue Set<ActionName> actions) {

		FailpointLimits toLimits() {
			return FailpointLimits.none()
				.withMaxWait(this.maxWait)
				.withMaxProbability(PropertyChecks.percent(this.maxProbability))
				.withMaxTriggers(orUnlimited(this.maxTriggers))
				.withMaxTriggersPerMinute(orUnlimited(this.maxTriggersPerMinute))
				.withMaxWaiting(orUnlimited(this.maxWaiting))
				.withMaxWaitingInAll(orUnlimited(this.maxWaitingInAll))
				.withNames(this.names)
				.withActions(this.actions.stream().map(ActionName::word).collect(Collectors.toSet()));
		}

		private static long orUnlimited(@Nullable Long number) {
			return (number != null) ? number : FailpointLimits.UNLIMITED;
		}

	}

	/**
	 * Word of the language for an action.
	 */
	enum ActionName {

		/**
		 * Does nothing.
		 */
		OFF,

		/**
		 * Returns early.
		 */
		RETURN,

		/**
		 * Throws an exception.
		 */
		THROW,

		/**
		 * Throws an exception of the library's own.
		 */
		PANIC,

		/**
		 * Waits.
		 */
		SLEEP,

		/**
		 * Waits and burns CPU time.
		 */
		DELAY,

		/**
		 * Waits until it is released.
		 */
		PAUSE,

		/**
		 * Gives up the processor.
		 */
		YIELD,

		/**
		 * Logs a message.
		 */
		PRINT,

		/**
		 * Calls a method for a debugger's breakpoint.
		 */
		BREAK,

		/**
		 * Ends the process.
		 */
		EXIT;

		String word() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
