package io.github.failpoint;

import java.io.IOException;
import java.util.List;

/**
 * Every way to reach a failpoint. Those that can return are strings, those that may throw
 * a checked exception throw {@code IOException}.
 */
enum SiteKind {

	HIT, HIT_DECLARED, CALL, RETURNS_EARLY, EVALUATE, EVALUATE_DECLARED, SITE;

	static final String NAME = "orders.commit";

	static final String WENT_ON = "went on";

	static final String RETURNED = "returned";

	/**
	 * Return what the site returned: {@link #WENT_ON}, {@link #RETURNED} where there is
	 * no value, or the value of the failpoint.
	 */
	Object reach(FailpointRegistry registry) throws Throwable {
		FailpointHandle handle = registry.failpoint(NAME);
		return switch (this) {
			case HIT -> wentOn(handle::hit);
			case HIT_DECLARED -> wentOn(() -> handle.hit(IOException.class));
			case CALL -> wentOn(() -> handle.call("an argument", null));
			case RETURNS_EARLY -> handle.returnsEarly() ? RETURNED : WENT_ON;
			case EVALUATE -> handle.evaluate(String.class, () -> WENT_ON);
			case EVALUATE_DECLARED ->
				handle.<String, IOException>evaluate(String.class, IOException.class, () -> WENT_ON);
			case SITE -> site(registry);
		};
	}

	boolean returns() {
		return this == RETURNS_EARLY || takesValue();
	}

	boolean takesValue() {
		return this == EVALUATE || this == EVALUATE_DECLARED || this == SITE;
	}

	boolean declaresChecked() {
		return this == HIT_DECLARED || this == EVALUATE_DECLARED || this == SITE;
	}

	private static Object wentOn(Statement statement) throws Exception {
		statement.run();
		return WENT_ON;
	}

	private static Object site(FailpointRegistry registry) throws Throwable {
		SiteSignature signature = new SiteSignature("com.example.Orders.commit()", String.class,
				List.of(IOException.class));
		EarlyReturn answer = registry.declare(NAME, signature).evaluate("an argument", null);
		return (answer != null) ? answer.value() : WENT_ON;
	}

	private interface Statement {

		void run() throws Exception;

	}

}
