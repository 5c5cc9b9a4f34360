package io.github.failpoint.actuate.audit;

import java.security.Principal;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * {@link WebRequest} of a servlet application.
 *
 * @since 0.1.0
 */
public final class ServletWebRequest implements WebRequest {

	@Override
	public @Nullable String remoteAddress() {
		HttpServletRequest request = current();
		return (request != null) ? request.getRemoteAddr() : null;
	}

	@Override
	public @Nullable Principal principal() {
		HttpServletRequest request = current();
		return (request != null) ? request.getUserPrincipal() : null;
	}

	private static @Nullable HttpServletRequest current() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
				? attributes.getRequest() : null;
	}

}
