package io.github.failpoint.actuate.endpoint;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.failpoint.Failpoints;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Filter that comes first and lets no failpoint act in a request to the
 * {@link FailpointsEndpoint}: a fault in what protects the endpoint locks nobody out. It
 * takes no more of a body than there may be, whatever the limits of others are, and
 * answers what is wrong before anybody else can turn that into something else.
 *
 * @since 0.1.0
 */
public final class FailpointControlFilter extends OncePerRequestFilter {

	private static final String CONTROL = FailpointControlFilter.class.getName() + ".CONTROL";

	private final ControlPath path;

	private final String servletPattern;

	/**
	 * Create a filter.
	 * @param path the path of the endpoint within Spring's servlet, which is asked for
	 * with the first request, or {@code null} if there is none
	 * @param servletPath the path of Spring's servlet, empty if it serves what no other
	 * does
	 */
	public FailpointControlFilter(Supplier<@Nullable String> path, String servletPath) {
		this.path = new ControlPath(() -> below(servletPath, path.get()));
		this.servletPattern = servletPath.isEmpty() ? "/" : servletPath + "/*";
	}

	private static @Nullable String below(String servletPath, @Nullable String path) {
		return (path != null) ? servletPath + path : null;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !isContinued(request) && !isForEndpoint(request);
	}

	/**
	 * Whether this is another dispatch of such a request, such as the one to an error
	 * page.
	 */
	private static boolean isContinued(HttpServletRequest request) {
		return request.getAttribute(CONTROL) != null;
	}

	private boolean isForEndpoint(HttpServletRequest request) {
		return request.getDispatcherType() == DispatcherType.REQUEST && isServedBySpring(request)
				&& isMapped(request.getRequestURI(), request.getContextPath());
	}

	/**
	 * Without a container, as in tests, there is no pattern.
	 */
	private boolean isServedBySpring(HttpServletRequest request) {
		String pattern = request.getHttpServletMapping().getPattern();
		return pattern.isEmpty() || pattern.equals(this.servletPattern);
	}

	private boolean isMapped(String uri, String contextPath) {
		try {
			return this.path.matches(path(uri, contextPath));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static PathContainer path(String uri, String contextPath) {
		return RequestPath.parse(uri, contextPath).pathWithinApplication();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (isContinued(request)) {
			exempt(request, response, chain);
			return;
		}
		BufferedRequest buffered = BufferedRequest.of(request);
		ControlProblem problem = (buffered != null) ? ControlProblem.of(this.path,
				path(request.getRequestURI(), request.getContextPath()), request.getQueryString())
				: ControlProblem.BODY_TOO_LONG;
		if (buffered == null || problem != null) {
			refuse(response, Objects.requireNonNull(problem));
		}
		else if (this.path.matchesDecoded(decodedPath(request))) {
			request.setAttribute(CONTROL, true);
			exempt(buffered, response, chain);
		}
		else {
			chain.doFilter(buffered, response);
		}
	}

	/**
	 * Return the path as the container sees it, which may lead elsewhere than the one
	 * that Spring sees.
	 */
	private static String decodedPath(HttpServletRequest request) {
		return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
	}

	private static void refuse(HttpServletResponse response, ControlProblem problem) throws IOException {
		response.setStatus(problem.status());
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.getOutputStream().write(problem.json());
	}

	private static void exempt(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			Failpoints.suppress(() -> {
				chain.doFilter(request, response);
				return true;
			});
		}
		catch (ServletException | IOException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new ServletException(ex);
		}
	}

}
