package io.github.failpoint.actuate.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes up requests to the endpoint, of which some are right.
 */
final class RandomRequestGenerator {

	private static final String ENDPOINT = AbstractFailpointsEndpointHttpTests.ENDPOINT;

	private static final List<String> METHODS = List.of("POST", "POST", "POST", "POST", "POST", "POST", "DELETE",
			"DELETE", "GET", "HEAD", "OPTIONS", "PUT", "PATCH", "TRACE", "post", "PROPFIND", "X");

	private static final List<String> NAMES = List.of("orders.commit", "orders.place", "billing.total", "unheard",
			"a/b/c", "crate::name", "orders.comit", "bestellung.gr\u00f6\u00dfe");

	private static final List<String> SEGMENTS = List.of("/", "//", "/.", "/..", "/%2e%2e", "/%2F", "/%5C", "/%00",
			"/%", "/%4", "/%zz", "/%C3%28", "/%ED%A0%80", "/%25252F", ";a=b", ";", "/ ", "/+", "/%20", "/%0A", "/*",
			"/{name}", "/\u00ff", "/" + "n".repeat(300), "/" + "x/".repeat(200), "/[", "/|", "/\\", "/\"");

	private static final List<String> QUERIES = List.of("?", "?latch", "?latch=maybe", "?latch=false", "?latch=",
			"?latch=false&latch=false", "?reason=Game%20day", "?reason=" + "r".repeat(600), "?terms=off", "?path=x",
			"?name=x", "?%", "?%00=%00", "?_csrf=x", "?terms=off&terms=off", "?a[]=b", "?seed=%C3%28");

	/**
	 * Without wildcards, forms and multipart: those that are broken, Spring MVC answers
	 * with a 500 before it looks for a handler.
	 */
	private static final List<String> TYPES = List.of("application/json", "application/json", "application/json",
			"application/json", "application/json", "application/json;charset=utf-16", "application/json;charset=x",
			"application/vnd.spring-boot.actuator.v3+json", "application/vnd.spring-boot.actuator.v2+json",
			"application/problem+json", "text/plain", "application/xml", "application/graphql",
			"application/octet-stream", "application/cbor", "application/yaml", "json", ";", "");

	private static final List<String> ACCEPTED = List.of("application/json", "*/*", "text/html", "application/xml",
			"image/png;q=x", "a/b/c", "");

	private static final List<String> TERMS = List.of("off", "pause", "2*throw(IllegalStateException)",
			"50%sleep(1ms)->off", "return(1)", "return({\\\"a\\\": 1})", "exit", "throw(java.lang.Runtime)",
			"throw(javax.naming.InitialContext,ldap://x)", "1*retrun", "5*", "print(\\u0000\\n)", "\\ud800",
			"print(" + "x".repeat(5000) + ")", "#{T(java.lang.Runtime).getRuntime()}", "${jndi:ldap://x}", "", " ",
			"off->".repeat(70) + "off", "(".repeat(4000), "99999999999*off", "sleep(99999999999h)", "\u00e9\u4e16");

	private static final Map<String, List<String>> VALUES = Map.of("seed",
			List.of("42", "\"42\"", "9223372036854775808", "1e400", "-0", "1.5", "\"x\"", "true", "null"), "ttl",
			List.of("\"1h\"", "\"30d\"", "\"PT24H\"", "30", "\"30\"", "\"-1h\"", "\"\"", "\"99999999999999999999d\""),
			"reason", List.of("\"Game day\"", "\"\\n\\u001b[31m\"", "\"\\ud800\"", "5", "\"" + "r".repeat(501) + "\""),
			"allowUnknown", List.of("true", "false", "\"true\"", "1", "\"yes\"", "null"), "path",
			List.of("\"orders.place\"", "[\"orders.place\"]"), "@class", List.of("\"java.net.URL\""), "tll",
			List.of("\"1h\""), "_", List.of("1"), "\\u0000", List.of("0"), "terms",
			List.of("null", "{}", "[\"off\"]", "{\"off\": {\"off\": 1}}", "1", "true", "1e999999999"));

	private static final List<String> JUNK = List.of("", "null", "[]", "{", "{\"terms\"", "{\"terms\":", "}", "\"", "0",
			"[".repeat(20000), "{\"a\":".repeat(5000), "{\"terms\": \"off\"}}", "{\"terms\": \"off\"} {}",
			"{'terms': 'off'}", "{terms: off}", "terms=off", "<terms>off</terms>", "--x\r\n\r\noff\r\n--x--",
			"\ufeff{}", "{\"terms\": \"off\", /* */ \"seed\": 1}", "{\"terms\": NaN}", "1".repeat(30000),
			"{\"terms\": \"off\", \"reason\": \"" + "x".repeat(270_000) + "\"}", " ".repeat(300_000));

	private final SplittableRandom random;

	RandomRequestGenerator(long seed) {
		this.random = new SplittableRandom(seed);
	}

	RawRequest request() {
		List<String> headers = new ArrayList<>();
		if (chance(90)) {
			headers.add("Content-Type: " + pick(TYPES));
		}
		if (chance(20)) {
			headers.add("Accept: " + pick(ACCEPTED));
		}
		byte[] body = chance(80) ? encoded(chance(15) ? pick(JUNK) : json()) : new byte[0];
		body = chance(30) ? mutated(body) : body;
		if (chance(3)) {
			headers.add("Content-Encoding: gzip");
			body = chance(50) ? zipped(body) : body;
		}
		return framed(pick(METHODS), target(), headers, body);
	}

	private RawRequest framed(String method, String target, List<String> headers, byte[] body) {
		boolean slow = chance(1);
		switch (this.random.nextInt(20)) {
			case 0, 1, 2 -> {
				headers.add("Transfer-Encoding: chunked");
				byte[] chunks = RawRequest.chunked(body, 1 + this.random.nextInt(5000));
				return new RawRequest(method, target, headers, chunks, true, slow);
			}
			case 3 -> {
				headers.add("Content-Length: " + (body.length + 1 + this.random.nextInt(1000)));
				return new RawRequest(method, target, headers, body, false, slow);
			}
			case 4 -> {
				headers.add(oneOf(() -> "Content-Length: -1", () -> "Content-Length: x",
						() -> "Content-Length: 99999999999999999999", () -> "Content-Length: " + body.length / 2,
						() -> "Transfer-Encoding: chunked"));
				return new RawRequest(method, target, headers, body, false, slow);
			}
			default -> {
				headers.add("Content-Length: " + body.length);
				if (chance(2)) {
					headers.add("Expect: 100-continue");
				}
				return new RawRequest(method, target, headers, body, true, slow);
			}
		}
	}

	private String target() {
		String name = chance(25) ? "" : "/" + escaped(pick(NAMES));
		String segment = chance(15) ? pick(SEGMENTS) : "";
		return ENDPOINT + (chance(50) ? segment + name : name + segment) + (chance(15) ? pick(QUERIES) : "");
	}

	private String escaped(String name) {
		return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1).chars()
			.mapToObj((character) -> (character > 0x7f || chance(3)) ? "%%%02X".formatted(character)
					: Character.toString(character))
			.collect(Collectors.joining());
	}

	private String json() {
		return Stream.generate(this::entry).limit(this.random.nextInt(4)).collect(Collectors.joining(", ", "{", "}"));
	}

	private String entry() {
		if (chance(70)) {
			return "\"terms\": \"" + (chance(30) ? many() : pick(TERMS)) + "\"";
		}
		String key = pick(VALUES.keySet().stream().sorted().toList());
		return "\"" + key + "\": " + pick(VALUES.getOrDefault(key, List.of()));
	}

	private String many() {
		return Stream.generate(() -> pick(NAMES) + "=" + pick(TERMS))
			.limit(this.random.nextInt(5))
			.collect(Collectors.joining(";"));
	}

	private byte[] encoded(String text) {
		List<Charset> charsets = List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_8, StandardCharsets.UTF_8,
				StandardCharsets.UTF_8, StandardCharsets.UTF_8, StandardCharsets.UTF_16, StandardCharsets.UTF_16LE,
				StandardCharsets.ISO_8859_1, Charset.forName("UTF-32"));
		return text.getBytes(charsets.get(this.random.nextInt(charsets.size())));
	}

	private byte[] mutated(byte[] body) {
		byte[] mutated = body.clone();
		for (int i = this.random.nextInt(3); i >= 0 && mutated.length > 0; i--) {
			mutated[this.random.nextInt(mutated.length)] = (byte) this.random.nextInt(256);
		}
		return chance(30) ? Arrays.copyOf(mutated, this.random.nextInt(mutated.length + 1)) : mutated;
	}

	private static byte[] zipped(byte[] body) {
		ByteArrayOutputStream zipped = new ByteArrayOutputStream();
		try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
			zip.write(body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return zipped.toByteArray();
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private String pick(List<String> texts) {
		return texts.get(this.random.nextInt(texts.size()));
	}

	@SafeVarargs
	private String oneOf(Supplier<String>... choices) {
		return choices[this.random.nextInt(choices.length)].get();
	}

}
