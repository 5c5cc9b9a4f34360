package io.github.failpoint.test;

import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.failpoint.FailpointControl;
import io.github.failpoint.FailpointMarkerException;
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

	/**
	 * Tells the thread that a framework starts for a test method which session it is of.
	 */
	private static final InheritableThreadLocal<WeakReference<FailpointSession>> INHERITED = new InheritableThreadLocal<>();

	private static final String LINE = System.lineSeparator();

	private final TestId test;

	private final Object instance;

	private final FailpointRegistry registry;

	private final Surroundings surroundings;

	private final List<Declaration> declarations;

	private final long seed = TestSeed.next();

	private final Reach reach;

	private final Map<Declaration, FailpointStatus> enabled = new LinkedHashMap<>();

	private final ClosedRegistry closedRegistry;

	private volatile boolean spyReached;

	private final Carried carried;

	/**
	 * Taken while the test is looked at, and for ever once it is over: a test that has
	 * timed out may end on a thread of its own when the next one runs.
	 */
	private final Semaphore looking = new Semaphore(1);

	private FailpointSession(TestId test, Object instance, FailpointRegistry registry, Surroundings surroundings,
			List<Declaration> declarations, FailpointVisibility visibility) throws InterruptedException {
		this.test = test;
		this.instance = instance;
		this.registry = registry;
		this.surroundings = surroundings;
		this.declarations = declarations;
		this.reach = (visibility == FailpointVisibility.CONTEXT)
				? new ForEverybody(registry, test, this.seed, !declarations.isEmpty())
				: new Isolated(registry, test, this.seed);
		this.closedRegistry = new ClosedRegistry(registry, surroundings);
		this.carried = carry();
	}

	/**
	 * Open a session on this thread.
	 * @param test the test
	 * @param instance its instance
	 * @param registry the registry
	 * @param surroundings what the test runs in
	 * @param declarations what the annotations say
	 * @param usual the visibility if they do not name one
	 */
	static void open(TestId test, Object instance, FailpointRegistry registry, Surroundings surroundings,
			List<Declaration> declarations, FailpointVisibility usual) {
		FailpointVisibility visibility = declarations.stream()
			.map(Declaration::visibility)
			.max(FailpointVisibility::compareTo)
			.filter((declared) -> declared != FailpointVisibility.DEFAULT)
			.orElse(usual);
		if (visibility == FailpointVisibility.CONTEXT) {
			requireNotBlocked(registry, !declarations.isEmpty());
		}
		try {
			new FailpointSession(test, instance, registry, surroundings, declarations, visibility);
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
		return (session != null && session.isOf(instance, method)) ? session : null;
	}

	/**
	 * Return the session of a test on the thread that has started this one.
	 * @return the session, or {@code null} if none was opened there
	 */
	static @Nullable FailpointSession inherited(Object instance, Method method) {
		WeakReference<FailpointSession> inherited = INHERITED.get();
		FailpointSession session = (inherited != null) ? inherited.get() : null;
		return (session != null && session.isOf(instance, method)) ? session : null;
	}

	private static <T> void set(ThreadLocal<T> variable, @Nullable T value) {
		if (value != null) {
			variable.set(value);
		}
		else {
			variable.remove();
		}
	}

	private boolean isOf(Object instance, Method method) {
		return this.instance == instance && this.test.method().equals(method);
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

	/**
	 * Return why a failpoint may not be reached here, after a semicolon each.
	 */
	String obstacles(String name) {
		return this.surroundings.obstacles(name)
			.stream()
			.map((obstacle) -> "; " + obstacle)
			.collect(Collectors.joining());
	}

	FailpointControl control() {
		return this.reach.control();
	}

	List<FailpointTrigger> triggers(String name) {
		return this.reach.triggers(name);
	}

	/**
	 * Called again if a framework repeats the method between the same callbacks.
	 */
	void enableDeclared() {
		if (!this.enabled.isEmpty()) {
			this.reach.forget();
		}
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
		if (this.looking.tryAcquire()) {
			try {
				look(failure);
			}
			finally {
				this.looking.release();
			}
		}
	}

	private void look(@Nullable Throwable failure) {
		List<String> problems = new ArrayList<>(this.closedRegistry.problems());
		problems.addAll(new Guard(this).problems(this.enabled));
		if (failure != null || !problems.isEmpty()) {
			problems.addAll(this.reach.disturbances());
		}
		if (this.spyReached && isInjected(failure)) {
			problems.add("A Mockito spy was called, and its failpoint acted first. If the call was to stub it, write "
					+ "doReturn(…).when(spy), or AopTestUtils.getUltimateTargetObject(spy) in place of the spy");
		}
		String report = report();
		this.enabled.keySet().forEach((declaration) -> control().disable(declaration.name()));
		if (failure != null) {
			report(failure, problems, report);
		}
		else if (!problems.isEmpty()) {
			throw new AssertionError(lines(problems, report));
		}
	}

	private static boolean isInjected(@Nullable Throwable failure) {
		return failure != null
				&& Stream.of(failure.getSuppressed()).anyMatch(FailpointMarkerException.class::isInstance);
	}

	private static void report(Throwable failure, List<String> problems, String report) {
		boolean aborted = failure.getClass().getName().endsWith("TestAbortedException");
		if (!aborted && !(report.isEmpty() && problems.isEmpty())) {
			failure.addSuppressed(new FailpointReport(lines(problems, report)));
		}
	}

	private static String lines(List<String> problems, String report) {
		return String.join(LINE, problems) + (problems.isEmpty() ? "" : LINE) + report;
	}

	/**
	 * Called when a call of a Mockito spy reaches failpoints.
	 */
	void spyReached() {
		this.spyReached = true;
	}

	private String report() {
		List<FailpointStatus> enabled = control().failpoints()
			.stream()
			.filter((status) -> status.state() != FailpointStatus.State.DISABLED)
			.toList();
		String statuses = enabled.stream()
			.map((status) -> LINE + "  " + Statuses.text(status))
			.collect(Collectors.joining());
		String repeat = enabled.stream().anyMatch(Statuses::isRandom)
				? LINE + "  repeat with: " + this.test.repeat(this.seed) : "";
		return statuses.isEmpty() ? "" : "Failpoints of " + this.test + ":" + statuses + repeat;
	}

	/**
	 * End the session, and bring back what was there before.
	 * @throws AssertionError if the test has done something to others
	 */
	void close() {
		this.looking.acquireUninterruptibly();
		this.carried.close();
		List<String> problems = new ArrayList<>(this.reach.stuck());
		problems.addAll(this.closedRegistry.problems());
		problems.addAll(this.reach.close());
		if (!problems.isEmpty()) {
			throw new AssertionError(String.join(LINE, problems));
		}
	}

	@Override
	public String toString() {
		return this.test.toString();
	}

	/**
	 * A time during which a session is the one of a thread.
	 */
	static final class Carried implements AutoCloseable {

		private final @Nullable FailpointSession previous = CURRENT.get();

		private final @Nullable WeakReference<FailpointSession> previouslyInherited = INHERITED.get();

		private final FailpointScope.@Nullable Attachment attachment;

		private Carried(FailpointSession session) {
			this.attachment = session.reach.attach();
			CURRENT.set(session);
			INHERITED.set(new WeakReference<>(session));
		}

		@Override
		public void close() {
			set(CURRENT, this.previous);
			set(INHERITED, this.previouslyInherited);
			if (this.attachment != null) {
				this.attachment.close();
			}
		}

	}

}
