package io.github.failpoint.demo.inventory;

/**
 * Fewer pieces are in stock than were ordered.
 */
public class OutOfStockException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public OutOfStockException(String message) {
		super(message);
	}

	static OutOfStockException of(String item, int quantity) {
		return new OutOfStockException("Fewer than %d of '%s' are in stock".formatted(quantity, item));
	}

}
