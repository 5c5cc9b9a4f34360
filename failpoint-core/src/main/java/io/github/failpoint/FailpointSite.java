package io.github.failpoint;

import org.jspecify.annotations.Nullable;

/**
 * A declared place in code that reaches a failpoint, such as a method of a bean. Made by
 * {@link FailpointRegistry#declare}, for those who weave failpoints into code; code that
 * calls a failpoint by itself uses a {@link FailpointHandle}.
 *
 * @since 0.1.0
 */
public final class FailpointSite {

	private final FailpointHandle handle;

	private final SiteSignature signature;

	private volatile @Nullable Setting impossible;

	FailpointSite(FailpointHandle handle, SiteSignature signature) {
		this.handle = handle;
		this.signature = signature;
	}

	FailpointHandle handle() {
		return this.handle;
	}

	/**
	 * Return the name of the failpoint.
	 * @return the name
	 */
	public String name() {
		return this.handle.name();
	}

	/**
	 * Return what the site is called, can return and may throw.
	 * @return the signature
	 */
	public SiteSignature signature() {
		return this.signature;
	}

	/**
	 * Return whether the failpoint is enabled.
	 * @return whether it is enabled
	 */
	public boolean isEnabled() {
		return Door.isOpen() && this.handle.state() != null;
	}

	/**
	 * Reach the failpoint.
	 * @param arguments the arguments of the site, for callbacks
	 * @return what the site has to return, or {@code null} if it goes on
	 * @throws Throwable what the failpoint throws: unchecked, or of a checked type that
	 * the signature names
	 */
	public @Nullable EarlyReturn evaluate(@Nullable Object... arguments) throws Throwable {
		State state;
		if (!Door.isOpen() || (state = this.handle.state()) == null || state.current().setting() == this.impossible) {
			return null;
		}
		EarlyReturn answer = state.evaluate(this.signature, arguments);
		return (answer != Activation.SUPERSEDED) ? answer : evaluate(arguments);
	}

	/**
	 * Check the present setting, if there is one, against this site. While a setting that
	 * does not fit is in force, this site passes through.
	 * @return why the present setting cannot act here, or {@code null} if it can
	 */
	public @Nullable String mismatch() {
		State state = this.handle.state();
		Setting setting = (state != null) ? state.current().setting() : null;
		String problem = (setting != null) ? setting.problemAt(this.signature) : null;
		this.impossible = (problem != null) ? setting : null;
		return (problem != null) ? this.signature.description() + " " + problem : null;
	}

}
