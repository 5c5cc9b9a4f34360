package io.github.failpoint.demo.docs;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command of a console block and what it prints.
 *
 * @param text the command
 * @param printed the lines below it
 */
record Command(String text, List<String> printed) {

	private static final Pattern WORD = Pattern.compile("'([^']*)'|([^\\s']+)");

	static List<Command> of(List<String> lines) {
		List<Command> commands = new ArrayList<>();
		for (String line : joined(lines)) {
			if (line.startsWith("$ ")) {
				commands.add(new Command(line.substring(2), new ArrayList<>()));
			}
			else {
				commands.get(commands.size() - 1).printed().add(line);
			}
		}
		return commands;
	}

	private static List<String> joined(List<String> lines) {
		return Stream.of(String.join("\n", lines).replaceAll("\\\\\n\\s*", "").split("\n")).toList();
	}

	boolean isCurl() {
		return this.text.startsWith("curl ");
	}

	boolean isBackground() {
		return this.text.endsWith(" &");
	}

	boolean includesHeaders() {
		return words().contains("-i");
	}

	private List<String> words() {
		return WORD.matcher(this.text).results().map(Command::unquoted).filter((word) -> !word.equals("&")).toList();
	}

	private static String unquoted(MatchResult word) {
		return (word.group(1) != null) ? word.group(1) : word.group(2);
	}

	/**
	 * Translate a curl command.
	 */
	HttpRequest request(UnaryOperator<String> address) {
		HttpRequest.Builder request = HttpRequest.newBuilder();
		Deque<String> words = new ArrayDeque<>(words().subList(1, words().size()));
		String method = "GET";
		HttpRequest.BodyPublisher body = BodyPublishers.noBody();
		while (!words.isEmpty()) {
			String word = words.remove();
			switch (word) {
				case "-s", "-i" -> {
				}
				case "-X" -> method = words.remove();
				case "-H" -> request.header(words.peek().split(": ")[0], words.remove().split(": ")[1]);
				case "-d" -> {
					method = "POST";
					body = BodyPublishers.ofString(words.remove());
				}
				default -> request.uri(URI.create("http://" + address.apply(requireAddress(word))));
			}
		}
		return request.method(method, body).build();
	}

	private static String requireAddress(String word) {
		if (!word.startsWith("localhost:")) {
			throw new IllegalArgumentException("This test does not know what curl does with \"" + word + "\"");
		}
		return word;
	}

}
