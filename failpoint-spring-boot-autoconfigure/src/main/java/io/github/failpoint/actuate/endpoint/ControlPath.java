package io.github.failpoint.actuate.endpoint;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The path of the {@link FailpointsEndpoint} and all below it, as those match it who map
 * it.
 */
final class ControlPath {

	private static final Set<String> DOTS = Set.of(".", "..");

	private final SingletonSupplier<String> path;

	private final SingletonSupplier<PathPattern> pattern;

	/**
	 * Create a path.
	 * @param path the path of the endpoint, which is asked for with the first request, or
	 * {@code null} if there is none
	 */
	ControlPath(Supplier<@Nullable String> path) {
		this.path = SingletonSupplier.ofNullable(path);
		this.pattern = SingletonSupplier.ofNullable(this::pattern);
	}

	private @Nullable PathPattern pattern() {
		String path = this.path.get();
		return (path != null) ? PathPatternParser.defaultInstance.parse(path + "/**") : null;
	}

	/**
	 * Whether Spring would hand a request to the endpoint.
	 */
	boolean matches(PathContainer path) {
		PathPattern pattern = this.pattern.get();
		return pattern != null && pattern.matches(path);
	}

	/**
	 * Whether a name begins or ends with a slash, or has two in a row: Spring would drop
	 * them, and find another name.
	 */
	boolean hasSurplusSlash(PathContainer path) {
		List<PathContainer.Element> elements = path.elements();
		int endpoint = PathContainer.parsePath(Objects.requireNonNullElse(this.path.get(), "")).elements().size();
		for (int i = endpoint + 1; i < elements.size(); i++) {
			boolean last = i == elements.size() - 1;
			if (isSlash(elements.get(i)) && (last || isSlash(elements.get(i - 1)))) {
				return true;
			}
		}
		return false;
	}

	private static boolean isSlash(PathContainer.Element element) {
		return element instanceof PathContainer.Separator;
	}

	/**
	 * Whether a part of a path leads upwards, for others than Spring, or stays.
	 */
	static boolean hasDots(PathContainer path) {
		return path.elements()
			.stream()
			.anyMatch((element) -> element instanceof PathContainer.PathSegment segment
					&& DOTS.contains(segment.valueToMatch()));
	}

	/**
	 * Whether a path in which everything is decoded and nothing leads upwards any more is
	 * one of the endpoint.
	 */
	boolean matchesDecoded(String path) {
		String endpoint = this.path.get();
		return endpoint != null && path.startsWith(endpoint)
				&& (path.length() == endpoint.length() || path.charAt(endpoint.length()) == '/');
	}

}
