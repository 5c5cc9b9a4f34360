package io.github.failpoint.demo.inventory;

/**
 * An item that the shop does not sell.
 */
public class UnknownItemException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnknownItemException(String item) {
		super("The shop does not sell '%s'".formatted(item));
	}

}
