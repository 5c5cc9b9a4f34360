package io.github.failpoint.terms;

import java.util.List;

/**
 * Parses an action: a word and its arguments.
 */
final class ActionParser {

	static final List<String> KEYWORDS = List.of("off", "return", "throw", "panic", "sleep", "delay", "pause", "yield",
			"print", "break", "exit");

	private static final int LONGEST_STATUS = 3;

	private final Cursor cursor;

	private final ArgumentParser arguments;

	ActionParser(Cursor cursor) {
		this.cursor = cursor;
		this.arguments = new ArgumentParser(cursor);
	}

	Action parse() {
		int start = this.cursor.position();
		String keyword = this.cursor.word();
		return switch (keyword) {
			case "off" -> withoutArgument(new Action.Off());
			case "return" -> new Action.Return(this.arguments.optionalValue());
			case "throw" -> throwing();
			case "panic" -> new Action.Panic(this.arguments.optionalMessage());
			case "sleep" -> new Action.Sleep(duration(keyword));
			case "delay" -> new Action.Delay(duration(keyword));
			case "pause" -> pause();
			case "yield" -> withoutArgument(new Action.Yield());
			case "print" -> new Action.Print(this.arguments.optionalMessage());
			case "break" -> withoutArgument(new Action.Break());
			case "exit" -> exit();
			default -> throw unknown(start, keyword);
		};
	}

	private TermsSyntaxException unknown(int start, String word) {
		if (word.isEmpty()) {
			return this.cursor.expected("an action");
		}
		return this.cursor.error(start, "unknown action " + Excerpt.quote(word),
				"one of " + String.join(", ", KEYWORDS), Suggestions.of(word, KEYWORDS));
	}

	private Action withoutArgument(Action action) {
		this.cursor.skipWhitespace();
		if (this.cursor.peek() == '(') {
			throw this.cursor.error(this.cursor.position(), action.keyword() + " takes no argument",
					"\"->\" or the end");
		}
		return action;
	}

	private Action throwing() {
		requireOpen("throw", "an exception type");
		String type = this.arguments.type();
		this.cursor.skipWhitespace();
		String message = this.cursor.take(',') ? this.arguments.message() : null;
		this.arguments.close();
		return new Action.Throw(type, message);
	}

	private DurationRange duration(String keyword) {
		requireOpen(keyword, "a duration");
		return openedDuration();
	}

	private Action pause() {
		return new Action.Pause(this.arguments.open() ? openedDuration() : null);
	}

	private DurationRange openedDuration() {
		DurationRange duration = new DurationParser(this.cursor, this.arguments).parse();
		this.arguments.close();
		return duration;
	}

	private Action exit() {
		if (!this.arguments.open()) {
			return new Action.Exit(Action.Exit.DEFAULT_STATUS);
		}
		this.cursor.skipWhitespace();
		int status = status();
		this.arguments.close();
		return new Action.Exit(status);
	}

	private int status() {
		int start = this.cursor.position();
		this.cursor.digits();
		String digits = this.cursor.from(start);
		if (digits.isEmpty()) {
			throw this.arguments.error(start, "expected " + statuses(), statuses());
		}
		if (digits.length() > LONGEST_STATUS || Integer.parseInt(digits) > Action.Exit.MAX_STATUS) {
			throw this.arguments.error(start, "the exit status " + Excerpt.shorten(digits) + " is not possible",
					statuses());
		}
		return Integer.parseInt(digits);
	}

	private static String statuses() {
		return "an exit status from 0 to " + Action.Exit.MAX_STATUS;
	}

	private void requireOpen(String keyword, String argument) {
		if (!this.arguments.open()) {
			throw this.cursor.error(this.cursor.position(), keyword + " needs " + argument, "\"(\" and " + argument);
		}
	}

}
