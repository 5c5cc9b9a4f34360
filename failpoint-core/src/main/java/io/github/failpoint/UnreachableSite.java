package io.github.failpoint;

import io.github.failpoint.terms.FailpointName;

/**
 * A place in code that carries a failpoint and never reaches it.
 *
 * @param name the name of the failpoint
 * @param description the place for people, {@code com.example.OrderService.place(Order)}
 * @param reason why, in a clause such as {@code the method is final}
 * @since 0.1.0
 * @see FailpointRegistry#declareUnreachable(UnreachableSite)
 */
public record UnreachableSite(String name, String description, String reason) {

	public UnreachableSite {
		FailpointName.requireValid(name);
	}

	/**
	 * Return what is the matter, in a sentence without a full stop.
	 * @return the sentence
	 */
	public String sentence() {
		return this.description + " never reaches it, since " + this.reason;
	}

}
