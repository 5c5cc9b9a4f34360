package io.github.failpoint.demo.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Links from one page to another, to a heading or to a file.
 */
final class Links {

	private Links() {
	}

	static boolean resolve(Page page, String link) {
		String[] parts = link.split("#", 2);
		Path from = Page.ROOT.resolve(page.path());
		Path target = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
		return Files.exists(target) && (parts.length == 1 || hasHeading(target, parts[1]));
	}

	private static boolean hasHeading(Path target, String anchor) {
		return Page.of(Page.ROOT.relativize(target).toString())
			.lines()
			.stream()
			.filter((line) -> line.matches("#+ .*"))
			.anyMatch((line) -> anchor(line).equals(anchor));
	}

	private static String anchor(String heading) {
		return heading.replaceFirst("#+ ", "")
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^\\p{L}\\p{N} _-]", "")
			.replace(' ', '-');
	}

}
