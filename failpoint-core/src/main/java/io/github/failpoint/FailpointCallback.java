package io.github.failpoint;

/**
 * Code in place of terms. It runs on the thread that reached the failpoint, with no lock
 * held, possibly on many threads at once.
 *
 * @since 0.1.0
 * @see FailpointRegistry#enable(String, FailpointCallback)
 */
@FunctionalInterface
public interface FailpointCallback {

	/**
	 * Called when the failpoint is reached. The code goes on afterwards, unless
	 * {@link FailpointCall#returns(Object)} was called.
	 * @param call the site and its arguments
	 * @throws Throwable what the site is to throw; a checked exception has to be one that
	 * the site declares
	 */
	void reached(FailpointCall call) throws Throwable;

}
