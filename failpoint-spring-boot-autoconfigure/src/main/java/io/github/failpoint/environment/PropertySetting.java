package io.github.failpoint.environment;

import java.util.Locale;

import io.github.failpoint.terms.Quoting;
import io.github.failpoint.terms.Terms;

/**
 * A setting that a property or an environment variable asks for.
 *
 * @param name the name of the failpoint
 * @param terms the terms
 * @param value the value that they stand in
 * @param bulk whether the value sets many failpoints, and overrides the properties of one
 */
record PropertySetting(String name, Terms terms, PropertyValue value, boolean bulk) {

	/**
	 * What is left of a name in the name of an environment variable.
	 */
	static String fold(String name) {
		StringBuilder folded = new StringBuilder();
		name.toLowerCase(Locale.ROOT).codePoints().filter(Character::isLetterOrDigit).forEach(folded::appendCodePoint);
		return folded.toString();
	}

	String describe(String declaredName) {
		return declaredName + "=" + Quoting.visible(this.terms.toString()) + " from " + this.value;
	}

	String overrides(PropertySetting other, String declaredName) {
		return "Failpoint \"" + declaredName + "\" is set by " + this.value + ", which overrides " + other.value;
	}

	@Override
	public String toString() {
		return describe(this.name);
	}

}
