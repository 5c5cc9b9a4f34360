package io.github.failpoint.terms;

import java.nio.charset.StandardCharsets;

/**
 * What Jazzer calls with bytes that reach code which no bytes before have reached.
 */
public final class TermsFuzzer {

	private TermsFuzzer() {
	}

	/**
	 * Try a text.
	 * @param bytes its characters, in UTF-8 or, after a zero, in UTF-16
	 */
	public static void fuzzerTestOneInput(byte[] bytes) {
		boolean wide = bytes.length > 0 && bytes[0] == 0;
		String text = new String(bytes, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
		ParserContract.takesOne(text);
		ParserContract.takesMany(text);
	}

}
