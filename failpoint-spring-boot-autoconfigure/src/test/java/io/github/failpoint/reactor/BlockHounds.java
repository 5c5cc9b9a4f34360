package io.github.failpoint.reactor;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;

/**
 * Lets every blocking call on a thread that must not be blocked fail, in this JVM and
 * from now on. Works on JDK 17 and 25 with an option, which the build gives.
 */
public final class BlockHounds implements BeforeAllCallback {

	@Override
	public void beforeAll(ExtensionContext context) {
		BlockHound.install();
	}

}
