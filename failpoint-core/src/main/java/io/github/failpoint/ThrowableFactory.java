package io.github.failpoint;

/**
 * Makes the exceptions of a {@code throw} term.
 *
 * @param constructor the constructor of their type
 * @param message what they say
 * @param uncheckedSibling the simple name of a type that may be thrown wherever theirs
 * may not
 */
record ThrowableFactory(ThrowableConstructor constructor, ThrowableMessage message, String uncheckedSibling) {

	Class<? extends Throwable> type() {
		return this.constructor.constructor().getDeclaringClass();
	}

	Throwable create() {
		return this.constructor.newInstance(this.message);
	}

}
