package io.github.failpoint.aop.elsewhere;

import io.github.failpoint.annotation.Failpoint;

/**
 * A base class of another package than the beans that extend it.
 */
public abstract class Cabinet {

	private final String content;

	/**
	 * Create a cabinet.
	 * @param content what is in it
	 */
	protected Cabinet(String content) {
		this.content = content;
	}

	/**
	 * Return what a protected accessor reads, as this package calls it.
	 * @param cabinet the cabinet
	 * @return its content
	 */
	public static String peek(Cabinet cabinet) {
		return cabinet.inside();
	}

	/**
	 * Call the method of this package.
	 * @param cabinet the cabinet
	 * @return its content
	 */
	public static String unlock(Cabinet cabinet) {
		return cabinet.unlocked();
	}

	/**
	 * Return what is in it, for those who extend it.
	 * @return its content
	 */
	@Failpoint("cabinet.inside")
	protected String inside() {
		return this.content;
	}

	@Failpoint("cabinet.unlocked")
	String unlocked() {
		return this.content;
	}

}
