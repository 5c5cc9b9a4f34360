package io.github.failpoint.demo.docs;

import java.util.List;

/**
 * A table of a page, for the tests that do what it says.
 */
public final class DocsTable {

	private DocsTable() {
	}

	/**
	 * Return a column of the table whose first column has the given heading, without the
	 * marks of code.
	 * @param page the path of the page
	 * @param heading the heading of the first column
	 * @param index the index of the column
	 * @return its cells
	 */
	public static List<String> column(String page, String heading, int index) {
		return rows(page, heading).stream().map((row) -> row.get(index)).toList();
	}

	static List<List<String>> rows(String page, String heading) {
		return Page.of(page)
			.table(heading)
			.stream()
			.map((row) -> row.stream().map(DocsTable::withoutMarks).toList())
			.toList();
	}

	private static String withoutMarks(String cell) {
		return cell.matches("`[^`]*`") ? cell.substring(1, cell.length() - 1) : cell;
	}

}
