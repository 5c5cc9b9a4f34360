package io.github.failpoint;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/**
 * A failpoint got a setting, another one, or lost its own.
 */
@Name("io.github.failpoint.Change")
@Label("Failpoint Change")
@Description("A failpoint was enabled, changed or disabled")
@Category("Failpoint")
final class ChangeEvent extends Event {

	@Label("Failpoint")
	final String failpoint;

	@Label("Terms")
	@Description("What it does now; none if it is disabled or a callback stands in their place")
	final @Nullable String terms;

	@Label("Previous Terms")
	final @Nullable String previousTerms;

	@Label("Source")
	@Description("Where the setting comes from; none if it is disabled")
	final @Nullable String source;

	@Label("Expired")
	@Description("Whether the time to live of the previous setting was over")
	final boolean expired;

	private ChangeEvent(Points.Change change, boolean expired) {
		FailpointStatus before = change.before();
		FailpointStatus after = change.after();
		this.failpoint = change.name();
		this.terms = (after != null) ? after.terms() : null;
		this.previousTerms = (before != null) ? before.terms() : null;
		this.source = (after != null && after.source() != null) ? after.source().toString() : null;
		this.expired = expired;
	}

	static void commit(Points.Change change, boolean expired) {
		new ChangeEvent(change, expired).commit();
	}

}
