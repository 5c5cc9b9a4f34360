package io.github.failpoint.demo.order;

/**
 * An order that does not exist.
 */
public class UnknownOrderException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnknownOrderException(long id) {
		super("There is no order %d".formatted(id));
	}

}
