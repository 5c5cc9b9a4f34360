package io.github.failpoint.test;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.failpoint.FailpointControl;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointScope;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.FailpointTrigger;
import org.jspecify.annotations.Nullable;

/**
 * The failpoints of one run of a test method, and of what stands around it. A worker of a
 * parallel run that blocks in a test may run another one meanwhile, so sessions of a
 * thread form a stack.
 */
final class FailpointSession {

	private static final ThreadLocal<FailpointSession> CURRENT = new ThreadLocal<>();

	private static final String LINE = System.lineSeparator();

	private final TestId test;

	private final Object instance;

	private final FailpointRegistry registry;

	private final List<Declaration> declarations;

	private final long seed = TestSeed.next();

	private final Reach reach;

	private final Map<Declaration, FailpointStatus> enabled = new LinkedHashMap<>();

	private final Carried carried;

	private FailpointSession(TestId test, Object instance, FailpointRegistry registry, List<Declaration> declarations,
			FailpointVisibility visibility) throws InterruptedException {
		this.test = test;
		this.instance = instance;
		this.registry = registry;
		this.declarations = declarations;
		this.reach = (visibility == FailpointVisibility.CONTEXT)
				? new ForEverybody(registry, test, this.seed, !declarations.isEmpty())
				: new Isolated(registry, this.seed);
		this.carried = carry();
	}

	/**
	 * Open a session on this thread.
	 * @param test the test
	 * @param instance its instance
	 * @param registry the registry
	 * @param declarations what the annotations say
	 * @param usual the visibility if they do not name one
	 */
	static void open(TestId test, Object instance, FailpointRegistry registry, List<Declaration> declarations,
			FailpointVisibility usual) {
		FailpointVisibility visibility = declarations.stream()
			.map(Declaration::visibility)
			.max(FailpointVisibility::compareTo)
			.filter((declared) -> declared != FailpointVisibility.DEFAULT)
			.orElse(usual);
		if (visibility == FailpointVisibility.CONTEXT) {
			requireNotBlocked(registry, !declarations.isEmpty());
		}
		try {
			new FailpointSession(test, instance, registry, declarations, visibility);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while another test had the failpoints of the context", ex);
		}
	}

	/**
	 * Waiting for a test that goes on when this one is over would last for ever.
	 */
	private static void requireNotBlocked(FailpointRegistry registry, boolean exclusive) {
		for (FailpointSession session = CURRENT.get(); session != null; session = session.carried.previous) {
			if (session.reach instanceof ForEverybody other && other.excludes(registry, exclusive)) {
				throw new IllegalStateException("This thread runs a test within " + other + ", which waits for "
						+ "something and has the failpoints of the same context: let that test wait outside of the "
						+ "fork-join framework, or use 'junit.jupiter.execution.parallel.config.executor-service'");
			}
		}
	}

	static @Nullable FailpointSession current() {
		return CURRENT.get();
	}

	/**
	 * Return the session of a test on this thread.
	 * @return the session, or {@code null} if none was opened
	 */
	static @Nullable FailpointSession of(Object instance, Method method) {
		FailpointSession session = CURRENT.get();
		return (session != null && session.instance == instance && session.test.method().equals(method)) ? session
				: null;
	}

	/**
	 * Make this the session of this thread, too.
	 */
	Carried carry() {
		return new Carried(this);
	}

	FailpointRegistry registry() {
		return this.registry;
	}

	FailpointControl control() {
		return this.reach.control();
	}

	List<FailpointTrigger> triggers(String name) {
		return this.reach.triggers(name);
	}

	void enableDeclared() {
		for (Declaration declaration : this.declarations) {
			this.enabled.put(declaration,
					control().enable(declaration.name(), declaration.terms(), declaration.options(this.seed)));
		}
	}

	/**
	 * Look at what the annotated failpoints did, and disable them.
	 * @param failure why the test has failed, or {@code null} if it has not
	 * @throws AssertionError if they did not do what they were set to, and nothing else
	 * is wrong
	 */
	void verify(@Nullable Throwable failure) {
		List<String> problems = new Guard(this).problems(this.enabled);
		String report = report();
		this.enabled.keySet().forEach((declaration) -> control().disable(declaration.name()));
		if (failure != null) {
			report(failure, problems, report);
		}
		else if (!problems.isEmpty()) {
			throw new AssertionError(lines(problems, report));
		}
	}

	private static void report(Throwable failure, List<String> problems, String report) {
		boolean aborted = failure.getClass().getName().endsWith("TestAbortedException");
		if (!aborted && !report.isEmpty()) {
			failure.addSuppressed(new FailpointReport(lines(problems, report)));
		}
	}

	private static String lines(List<String> problems, String report) {
		return String.join(LINE, problems) + (problems.isEmpty() ? "" : LINE) + report;
	}

	private String report() {
		String statuses = control().failpoints()
			.stream()
			.filter((status) -> status.state() != FailpointStatus.State.DISABLED)
			.map((status) -> LINE + "  " + Statuses.text(status))
			.collect(Collectors.joining());
		return statuses.isEmpty() ? "" : "Failpoints of " + this.test + ":" + statuses + LINE + "  repeat with: "
				+ this.test.repeat(this.seed);
	}

	/**
	 * End the session, and bring back what was there before.
	 * @throws AssertionError if the test has done something to others
	 */
	void close() {
		this.carried.close();
		List<String> problems = new ArrayList<>(this.reach.stuck());
		problems.addAll(this.reach.close());
		if (!problems.isEmpty()) {
			throw new AssertionError(String.join(LINE, problems));
		}
	}

	/**
	 * A time during which a session is the one of a thread.
	 */
	static final class Carried implements AutoCloseable {

		private final @Nullable FailpointSession previous = CURRENT.get();

		private final FailpointScope.@Nullable Attachment attachment;

		private Carried(FailpointSession session) {
			this.attachment = session.reach.attach();
			CURRENT.set(session);
		}

		@Override
		public void close() {
			if (this.previous != null) {
				CURRENT.set(this.previous);
			}
			else {
				CURRENT.remove();
			}
			if (this.attachment != null) {
				this.attachment.close();
			}
		}

	}

}
