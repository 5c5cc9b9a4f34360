package io.github.failpoint.demo.docs;

import java.util.stream.Collectors;

/**
 * A message that a page quotes, for the tests that provoke it.
 */
public final class DocsQuote {

	private DocsQuote() {
	}

	/**
	 * Return what a page quotes, on one line.
	 * @param page the path of the page
	 * @return the quoted text
	 */
	public static String in(String page) {
		return Page.of(page)
			.lines()
			.stream()
			.map(String::strip)
			.filter((line) -> line.startsWith("> "))
			.map((line) -> line.substring(2))
			.collect(Collectors.joining(" "));
	}

}
