package io.github.failpoint.demo.order;

import org.jspecify.annotations.Nullable;

/**
 * An idempotency key that already belongs to a different order.
 */
public class KeyReusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	KeyReusedException(@Nullable String key) {
		super("Idempotency-Key '%s' belongs to a different order".formatted(key));
	}

}
