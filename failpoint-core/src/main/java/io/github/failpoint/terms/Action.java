package io.github.failpoint.terms;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a failpoint does when a term passes. The text of each action is canonical: it
 * parses to an equal action.
 *
 * @since 0.1.0
 */
public sealed interface Action {

	/**
	 * Return the word of the language for this action.
	 * @return the word
	 */
	String keyword();

	/**
	 * Does nothing, and keeps later terms from being tried.
	 */
	record Off() implements Action {

		@Override
		public String keyword() {
			return "off";
		}

		@Override
		public String toString() {
			return keyword();
		}

	}

	/**
	 * Returns early from the site.
	 *
	 * @param value what to return
	 */
	record Return(Value value) implements Action {

		/**
		 * Create a return.
		 * @param value what to return
		 */
		public Return {
			Objects.requireNonNull(value, "'value' must not be null");
		}

		@Override
		public String keyword() {
			return "return";
		}

		@Override
		public String toString() {
			return (this.value instanceof Value.None) ? keyword() : keyword() + "(" + this.value + ")";
		}

	}

	/**
	 * Throws an exception at the site.
	 *
	 * @param type the simple or qualified name of its type
	 * @param message its message, or {@code null} for the default
	 */
	record Throw(String type, @Nullable String message) implements Action {

		/**
		 * Create a throw.
		 * @param type the simple or qualified name of its type
		 * @param message its message, or {@code null} for the default
		 * @throws IllegalArgumentException if the type is not a simple or qualified name
		 */
		public Throw {
			if (TypeName.firstWrong(type) != TypeName.NONE_WRONG) {
				throw new IllegalArgumentException(
						"'type' must be a simple or qualified name but is " + Excerpt.quote(type));
			}
		}

		@Override
		public String keyword() {
			return "throw";
		}

		@Override
		public String toString() {
			String more = (this.message != null) ? ", " + Quoting.quote(this.message) : "";
			return keyword() + "(" + this.type + more + ")";
		}

	}

	/**
	 * Throws an unchecked exception of the library's own.
	 *
	 * @param message its message, or {@code null} for the default
	 */
	record Panic(@Nullable String message) implements Action {

		@Override
		public String keyword() {
			return "panic";
		}

		@Override
		public String toString() {
			return keyword() + Quoting.argument(this.message);
		}

	}

	/**
	 * Waits and gives the thread up.
	 *
	 * @param duration how long
	 */
	record Sleep(DurationRange duration) implements Action {

		/**
		 * Create a sleep.
		 * @param duration how long
		 */
		public Sleep {
			Objects.requireNonNull(duration, "'duration' must not be null");
		}

		@Override
		public String keyword() {
			return "sleep";
		}

		@Override
		public String toString() {
			return keyword() + "(" + this.duration + ")";
		}

	}

	/**
	 * Waits busily and burns the processor.
	 *
	 * @param duration how long
	 */
	record Delay(DurationRange duration) implements Action {

		/**
		 * Create a delay.
		 * @param duration how long
		 */
		public Delay {
			Objects.requireNonNull(duration, "'duration' must not be null");
		}

		@Override
		public String keyword() {
			return "delay";
		}

		@Override
		public String toString() {
			return keyword() + "(" + this.duration + ")";
		}

	}

	/**
	 * Waits until released.
	 *
	 * @param limit how long at most, or {@code null} without a limit
	 */
	record Pause(@Nullable DurationRange limit) implements Action {

		@Override
		public String keyword() {
			return "pause";
		}

		@Override
		public String toString() {
			return (this.limit != null) ? keyword() + "(" + this.limit + ")" : keyword();
		}

	}

	/**
	 * Gives up the processor.
	 */
	record Yield() implements Action {

		@Override
		public String keyword() {
			return "yield";
		}

		@Override
		public String toString() {
			return keyword();
		}

	}

	/**
	 * Logs a message.
	 *
	 * @param message the message, or {@code null} for the default
	 */
	record Print(@Nullable String message) implements Action {

		@Override
		public String keyword() {
			return "print";
		}

		@Override
		public String toString() {
			return keyword() + Quoting.argument(this.message);
		}

	}

	/**
	 * Calls a method that is the place for a debugger's breakpoint.
	 */
	record Break() implements Action {

		@Override
		public String keyword() {
			return "break";
		}

		@Override
		public String toString() {
			return keyword();
		}

	}

	/**
	 * Ends the process at once.
	 *
	 * @param status the exit status, 0 to 255
	 */
	record Exit(int status) implements Action {

		/**
		 * The status when none is written.
		 */
		public static final int DEFAULT_STATUS = 134;

		/**
		 * The highest status: operating systems keep eight bits of it.
		 */
		public static final int MAX_STATUS = 255;

		/**
		 * Create an exit.
		 * @param status the exit status, 0 to 255
		 * @throws IllegalArgumentException if the status is not from 0 to 255
		 */
		public Exit {
			if (status < 0 || status > MAX_STATUS) {
				throw new IllegalArgumentException("'status' must be from 0 to 255 but is " + status);
			}
		}

		@Override
		public String keyword() {
			return "exit";
		}

		@Override
		public String toString() {
			return keyword() + "(" + this.status + ")";
		}

	}

}
