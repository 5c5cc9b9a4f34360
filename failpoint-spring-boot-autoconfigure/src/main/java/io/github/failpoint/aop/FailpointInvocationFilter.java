package io.github.failpoint.aop;

/**
 * Decides which calls of beans reach their failpoints. Each bean of this type is asked,
 * and all have to agree; asked while a failpoint of the bean may act, and must not throw.
 * For test kits, in whose tests a call may not be what it looks like.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface FailpointInvocationFilter {

	/**
	 * Return whether a call that is made now on this thread reaches failpoints.
	 * @param target the object behind the proxy, which may be another proxy
	 * @return whether it does; if not, it is as if there were none
	 */
	boolean reachesFailpoints(Object target);

}
