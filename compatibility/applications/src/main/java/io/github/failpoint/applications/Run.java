package io.github.failpoint.applications;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A test that passed, as the report of its JVM tells it.
 *
 * @param test the simple name of the class, a dot, and the name of the method
 * @param boot the version of Spring Boot that was on the class path
 * @param java the version of Java that ran it
 */
record Run(String test, String boot, int java) {

	private static final Pattern BOOT = Pattern.compile("[/\\\\]spring-boot-(\\d[^/\\\\]*)\\.jar");

	static List<Run> read(Path report) throws IOException {
		Element suite = parse(report);
		int java = Integer.parseInt(property(suite, "java.specification.version"));
		Matcher boot = BOOT.matcher(property(suite, "java.class.path"));
		if (!boot.find()) {
			return List.of();
		}
		return children(suite, "testcase").filter(Run::passed)
			.map((test) -> new Run(name(test), boot.group(1), java))
			.toList();
	}

	private static Element parse(Path report) throws IOException {
		try {
			return DocumentBuilderFactory.newInstance()
				.newDocumentBuilder()
				.parse(report.toFile())
				.getDocumentElement();
		}
		catch (ParserConfigurationException | SAXException ex) {
			throw new IOException(report.toString(), ex);
		}
	}

	private static String property(Element suite, String name) {
		return children(suite, "property").filter((property) -> property.getAttribute("name").equals(name))
			.map((property) -> property.getAttribute("value"))
			.findFirst()
			.orElseThrow();
	}

	private static boolean passed(Element test) {
		return Stream.of("failure", "error", "skipped").allMatch((name) -> children(test, name).findAny().isEmpty());
	}

	private static String name(Element test) {
		String type = test.getAttribute("classname");
		return type.substring(type.lastIndexOf('.') + 1) + "." + test.getAttribute("name");
	}

	private static Stream<Element> children(Element parent, String name) {
		NodeList nodes = parent.getElementsByTagName(name);
		return IntStream.range(0, nodes.getLength())
			.mapToObj((index) -> (Element) Objects.requireNonNull(nodes.item(index)));
	}

}
