package io.github.failpoint;

import java.util.Set;

/**
 * Tells whether any of several failpoints is enabled, with one read of a field. For those
 * who weave failpoints into code and want to keep out of the way while none of them is.
 *
 * @since 0.1.0
 * @see FailpointRegistry#group
 */
public final class FailpointGroup {

	private final Set<FailpointHandle> members;

	private volatile boolean enabled;

	FailpointGroup(Set<FailpointHandle> members) {
		this.members = Set.copyOf(members);
	}

	/**
	 * Return whether any failpoint of a group is enabled. Seen by every call that begins
	 * after enabling or disabling has returned. Static, so that until the first failpoint
	 * of the JVM is enabled the group is not even looked at.
	 * @param group the group
	 * @return whether any is enabled
	 */
	public static boolean isEnabled(FailpointGroup group) {
		return Door.isOpen() && group.enabled;
	}

	Set<FailpointHandle> members() {
		return this.members;
	}

	/**
	 * Called when a member has changed, by one thread at a time.
	 */
	void update() {
		this.enabled = this.members.stream().anyMatch((member) -> member.state() != null);
	}

}
