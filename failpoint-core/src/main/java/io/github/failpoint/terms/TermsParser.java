package io.github.failpoint.terms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses terms, one after the other, and stops at the semicolon that ends them.
 */
final class TermsParser {

	static final int MAX_LENGTH = 4096;

	static final int MAX_TOTAL_LENGTH = 65536;

	static final int MAX_TERMS = 64;

	private static final String END_OF_TERM = "\"->\" or the end";

	private final String text;

	private final Cursor cursor;

	TermsParser(String text) {
		this.text = text;
		this.cursor = new Cursor(text);
	}

	Terms parse() {
		this.cursor.requireLength(MAX_LENGTH);
		List<Term> terms = terms();
		if (!this.cursor.atEnd()) {
			throw this.cursor.error(this.cursor.position(),
					"\";\" separates several failpoints, but these are the terms of one", END_OF_TERM);
		}
		return new Terms(this.text, terms);
	}

	Map<String, Terms> parseAll() {
		this.cursor.requireLength(MAX_TOTAL_LENGTH);
		Map<String, Terms> all = new LinkedHashMap<>();
		while (findItem()) {
			item(all);
		}
		return Collections.unmodifiableMap(all);
	}

	long reads() {
		return this.cursor.reads();
	}

	private boolean findItem() {
		this.cursor.limitLength(MAX_TOTAL_LENGTH);
		do {
			this.cursor.skipWhitespace();
		}
		while (this.cursor.take(';'));
		return !this.cursor.atEnd();
	}

	private void item(Map<String, Terms> all) {
		int nameStart = this.cursor.position();
		String name = name();
		if (all.containsKey(name)) {
			throw this.cursor.error(nameStart, "the name " + Excerpt.quote(name) + " is given twice",
					"a name that is not given yet");
		}
		this.cursor.skipWhitespace();
		int start = this.cursor.position();
		this.cursor.limitLength(MAX_LENGTH);
		List<Term> terms = terms();
		all.put(name, new Terms(this.cursor.from(start).strip(), terms));
	}

	private String name() {
		int start = this.cursor.position();
		while (!endsName(this.cursor.peek())) {
			this.cursor.advance();
		}
		String name = this.cursor.from(start).strip();
		if (!this.cursor.take('=')) {
			throw this.cursor.error(this.cursor.position(), "the name " + Excerpt.quote(name) + " has no terms",
					"\"=\" and terms");
		}
		requireValidName(name, start);
		return name;
	}

	private void requireValidName(String name, int start) {
		FailpointName.Problem problem = FailpointName.findProblem(name);
		if (problem != null) {
			throw this.cursor.error(start + problem.position(), problem.reason(), problem.expected());
		}
	}

	private static boolean endsName(int character) {
		return character == '=' || character == ';' || character == Cursor.END;
	}

	private List<Term> terms() {
		List<Term> terms = new ArrayList<>();
		do {
			this.cursor.skipWhitespace();
			requireRoom(terms);
			terms.add(term());
			this.cursor.skipWhitespace();
		}
		while (this.cursor.take('-', '>'));
		if (!this.cursor.atEnd() && this.cursor.peek() != ';') {
			throw this.cursor.error(this.cursor.position(), "unexpected text after the term", END_OF_TERM);
		}
		return terms;
	}

	private void requireRoom(List<Term> terms) {
		if (terms.size() == MAX_TERMS) {
			throw this.cursor.error(this.cursor.position(), "there are more than " + MAX_TERMS + " terms", "the end");
		}
	}

	private Term term() {
		ModifierParser modifiers = new ModifierParser(this.cursor);
		modifiers.parse();
		Action action = new ActionParser(this.cursor).parse();
		return new Term(modifiers.probability(), modifiers.count(), action);
	}

}
