package io.github.failpoint.aop;

import java.lang.reflect.Method;

import io.github.failpoint.SiteSignature;

/**
 * A method that carries a failpoint and never reaches it.
 *
 * @param name the name of the failpoint
 * @param description the method for people, {@code com.example.OrderService.place(Order)}
 * @param reason why, in a clause such as {@code the method is final}
 */
record Unreachable(String name, String description, String reason) {

	static Unreachable of(String name, Class<?> type, Method method, String reason) {
		SiteSignature site = SiteSignature.of(method, type, method.getGenericReturnType());
		return new Unreachable(name, site.description(), reason);
	}

	/**
	 * Return what is the matter, in a sentence without a full stop.
	 */
	String sentence() {
		return this.description + " never reaches it, since " + this.reason;
	}

}
