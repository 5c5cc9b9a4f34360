package io.github.failpoint.terms;

/**
 * Checks the simple or qualified name of a type.
 */
final class TypeName {

	static final int NONE_WRONG = -1;

	private TypeName() {
	}

	static int firstWrong(String name) {
		boolean start = true;
		for (int i = 0; i < name.length(); i++) {
			char character = name.charAt(i);
			if (!fits(character, start)) {
				return i;
			}
			start = character == '.';
		}
		return start ? name.length() : NONE_WRONG;
	}

	private static boolean fits(char character, boolean start) {
		if (start) {
			return Character.isJavaIdentifierStart(character);
		}
		return character == '.'
				|| Character.isJavaIdentifierPart(character) && !Character.isIdentifierIgnorable(character);
	}

}
