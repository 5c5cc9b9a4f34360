package io.github.failpoint.test;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What threads do now, as text.
 */
final class Stacks {

	private static final String LINE = System.lineSeparator();

	private static final Pattern ENGINE = Pattern.compile("io\\.github\\.failpoint\\.[A-Z].*");

	private static final Set<String> KIT = Set.of(Stacks.class.getName(), Isolated.class.getName(),
			RegistryMonitor.class.getName());

	private Stacks() {
	}

	/**
	 * Return the stack of a thread, from where it has reached or changed a failpoint.
	 */
	static String of(Thread thread) {
		List<StackTraceElement> frames = List.of(thread.getStackTrace());
		int first = 0;
		for (int i = 0; i < frames.size() && (isOfTheJdk(frames.get(i)) || isOfTheEngine(frames.get(i))); i++) {
			first = isOfTheEngine(frames.get(i)) ? i + 1 : first;
		}
		return frames.stream()
			.skip(first)
			.map((frame) -> LINE + "      at " + frame)
			.collect(Collectors.joining("", "", LINE));
	}

	private static boolean isOfTheJdk(StackTraceElement frame) {
		return frame.getClassName().startsWith("java.") || frame.getClassName().startsWith("jdk.");
	}

	private static boolean isOfTheEngine(StackTraceElement frame) {
		String type = frame.getClassName();
		return ENGINE.matcher(type).matches() || KIT.contains(type);
	}

	static String of(List<Thread> threads) {
		return threads.stream()
			.map((thread) -> "    \"" + thread.getName() + "\"" + of(thread))
			.collect(Collectors.joining());
	}

}
