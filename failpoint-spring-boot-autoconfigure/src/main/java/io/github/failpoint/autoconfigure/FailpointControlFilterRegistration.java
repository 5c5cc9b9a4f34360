package io.github.failpoint.autoconfigure;

import java.util.function.Supplier;

import io.github.failpoint.actuate.endpoint.FailpointControlFilter;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.PriorityOrdered;

/**
 * Registers the filter in front of all others, those of the highest precedence included.
 */
final class FailpointControlFilterRegistration extends FilterRegistrationBean<FailpointControlFilter>
		implements PriorityOrdered {

	FailpointControlFilterRegistration(Supplier<@Nullable String> path, String servletPath) {
		super(new FailpointControlFilter(path, servletPath));
		setName("failpointControlFilter");
		setOrder(HIGHEST_PRECEDENCE);
	}

}
