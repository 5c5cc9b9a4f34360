package io.github.failpoint;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One evaluation as a {@link FailpointCallback} sees it. Not for use after the callback
 * has returned.
 *
 * @since 0.1.0
 */
public final class FailpointCall {

	private final String name;

	private final String site;

	private final List<@Nullable Object> arguments;

	private @Nullable EarlyReturn earlyReturn;

	FailpointCall(String name, String site, @Nullable Object[] arguments) {
		this.name = name;
		this.site = site;
		this.arguments = Collections.unmodifiableList(Arrays.asList(arguments));
	}

	/**
	 * Return the name of the failpoint.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the site that was reached.
	 * @return its description, {@code com.example.OrderService.place(Order)}
	 */
	public String site() {
		return this.site;
	}

	/**
	 * Return the arguments: of the method at a bean, elsewhere those that the code
	 * passes.
	 * @return the arguments, unmodifiable, possibly with {@code null} elements
	 */
	public List<@Nullable Object> arguments() {
		return this.arguments;
	}

	/**
	 * Let the site return early.
	 * @param value the value, of the site's type; {@code null} where nothing is returned
	 */
	public void returns(@Nullable Object value) {
		this.earlyReturn = new EarlyReturn(value);
	}

	@Nullable EarlyReturn earlyReturn() {
		return this.earlyReturn;
	}

}
