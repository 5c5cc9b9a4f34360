package io.github.failpoint;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets an injected exception look as if the site had thrown it: its stack trace begins
 * there, and not in the engine, in advice or in a proxy.
 */
final class SiteStackTrace {

	private static final String PACKAGE = "io.github.failpoint";

	private static final Pattern JDK = Pattern.compile("(java|jdk|sun)\\..*");

	/**
	 * Through these the engine is entered; what is above them is the engine's.
	 */
	private static final Pattern ENTRY = Pattern.compile(
			"io\\.github\\.failpoint\\.(AsyncCall|FailpointHandle|Failpoints|FailpointSeam|FailpointSite)(\\$.*)?");

	/**
	 * Not whole packages: tests are in those of what they test.
	 */
	private static final Pattern ADVICE = Pattern.compile("io\\.github\\.failpoint\\."
			+ "(aop\\.(BlockingManner|CallableManner|FailpointInterceptor|FutureCall|FutureManner|GatedBean|GateRoute"
			+ "|MethodFailpoints|PlainFuture|ReactiveManner)"
			+ "|reactor\\.(ParallelScheduler|ReactiveFailpoint|ReactorFailpoints))(\\$.*)?");

	private static final Pattern PROXY = Pattern
		.compile("(java\\.lang\\.(reflect|invoke)|jdk\\.internal\\.reflect|jdk\\.proxy\\d*|com\\.sun\\.proxy"
				+ "|org\\.springframework\\.(aop|cglib))\\..*|.*\\$\\$(SpringCGLIB|FastClass).*");

	private static final Pattern METHOD = Pattern.compile("((?:\\w+\\.)*([\\w$]+))\\.([\\w$]+)\\(.*");

	private SiteStackTrace() {
	}

	static void begin(Throwable injected, SiteSignature site) {
		StackTraceElement[] frames = injected.getStackTrace();
		int first = first(frames);
		if (first > 0) {
			Matcher method = METHOD.matcher(site.description());
			injected.setStackTrace(method.matches() ? after(frame(method), frames, first)
					: Arrays.copyOfRange(frames, first, frames.length));
		}
		if (injected.getCause() != null && injected.getCause() != injected) {
			begin(injected.getCause(), site);
		}
	}

	/**
	 * What user code has thrown, such as the constructor of an exception, is left alone.
	 */
	private static int first(StackTraceElement[] frames) {
		int first = 0;
		while (first < frames.length && isOfTheEngine(frames[first])) {
			first++;
		}
		if (first == frames.length || !ENTRY.matcher(frames[first].getClassName()).matches()) {
			return 0;
		}
		while (first < frames.length && isPassage(frames[first].getClassName())) {
			first++;
		}
		return first;
	}

	private static boolean isOfTheEngine(StackTraceElement frame) {
		String type = frame.getClassName();
		return JDK.matcher(type).matches() || (!frame.getMethodName().equals("<init>") && !ENTRY.matcher(type).matches()
				&& type.lastIndexOf('.') == PACKAGE.length() && type.startsWith(PACKAGE));
	}

	private static boolean isPassage(String type) {
		return ENTRY.matcher(type).matches() || ADVICE.matcher(type).matches() || PROXY.matcher(type).matches();
	}

	/**
	 * The frame that the site would have if it had thrown, without a line.
	 */
	private static StackTraceElement frame(Matcher method) {
		String type = method.group(2);
		int nested = type.indexOf('$');
		return new StackTraceElement(method.group(1), method.group(3),
				((nested > 0) ? type.substring(0, nested) : type) + ".java", -1);
	}

	private static StackTraceElement[] after(StackTraceElement site, StackTraceElement[] frames, int first) {
		StackTraceElement[] trace = new StackTraceElement[frames.length - first + 1];
		trace[0] = site;
		System.arraycopy(frames, first, trace, 1, frames.length - first);
		return trace;
	}

}
