package io.github.failpoint.reactor;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;

/**
 * Lets every blocking call on a thread that must not be blocked fail, in this JVM and
 * from now on. Works on JDK 17 and 25 with an option, which the build gives. The build
 * runs these tests in a JVM of their own: servers of other tests do block a little.
 */
public final class BlockHounds implements BeforeAllCallback {

	/**
	 * Marks the tests that install it.
	 */
	public static final String TAG = "blockhound";

	@Override
	public void beforeAll(ExtensionContext context) {
		BlockHound.install();
	}

}
