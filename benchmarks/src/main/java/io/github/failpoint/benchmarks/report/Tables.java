package io.github.failpoint.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables of the documentation, by the name that stands in its markers.
 */
final class Tables {

	private static final String DIRECT = "BeanBenchmark.direct";

	private static final String STANDARD = "BeanBenchmark.standardProxy";

	private static final String TRANSACTIONAL = "BeanBenchmark.transactionalProxy";

	private static final String GATE = "[enabledBefore=false,gate=true]";

	private static final String GATE_BEFORE = "[enabledBefore=true,gate=true]";

	private static final String NO_GATE = "[enabledBefore=false,gate=false]";

	private static final String MONKEY = "ChaosMonkeyBenchmark.watched[mode=";

	private Tables() {
	}

	static Map<String, List<Row>> all() {
		Map<String, List<Row>> tables = new LinkedHashMap<>();
		tables.put("handle", handle("HandleBenchmark."));
		tables.put("handle-2", handle("HandleTwoThreadsBenchmark."));
		tables.put("scopes", scopes());
		tables.put("bean", bean());
		tables.put("others", others());
		tables.put("enabled", enabled("EnabledBenchmark.", false));
		tables.put("enabled-2", enabled("EnabledTwoThreadsBenchmark.", true));
		tables.put("size", size());
		tables.put("waiters", waiters("WaitersBenchmark.", 1.5));
		tables.put("waiters-virtual", waiters("WaitersVirtualThreadsBenchmark.", 1.5));
		tables.put("sleeps", sleeps());
		tables.put("sleeps-async", asyncSleeps());
		return tables;
	}

	private static List<Row> handle(String type) {
		String loop = type + "loop";
		String call = type + "call";
		String never = "[enabledBefore=false]";
		String before = "[enabledBefore=true]";
		return List.of(Row.of("loop without a failpoint", loop, loop),
				Row.of("static handle, nothing ever enabled", loop + "Static" + never, loop).ratio(1.25),
				Row.of("instance handle, nothing ever enabled", loop + "Instance" + never, loop).ratio(1.25),
				Row.of("by name, nothing ever enabled", loop + "ByName" + never, loop).ratio(1.25),
				Row.of("static handle, enabled and disabled before", loop + "Static" + before, loop),
				Row.of("instance handle, enabled and disabled before", loop + "Instance" + before, loop),
				Row.of("by name, enabled and disabled before", loop + "ByName" + before, loop),
				Row.of("call without a failpoint", call, call),
				Row.of("static handle, nothing ever enabled", call + "Static" + never, call),
				Row.of("static handle, enabled and disabled before", call + "Static" + before, call).ratio(1.1),
				Row.of("instance handle, enabled and disabled before", call + "Instance" + before, call).ratio(1.1),
				Row.of("by name, enabled and disabled before", call + "ByName" + before, call));
	}

	private static List<Row> scopes() {
		String scope = "ScopeBenchmark.";
		return List.of(Row.of("call without a failpoint", scope + "call", scope + "call"),
				Row.of("a failpoint that no scope mentions", scope + "unmentioned", scope + "call"),
				Row.of("`ThreadLocal.get`", scope + "threadLocal", scope + "threadLocal"),
				Row.of("one that a scope mentions", scope + "mentioned", scope + "threadLocal"));
	}

	private static List<Row> bean() {
		String annotated = "BeanBenchmark.annotated";
		String existing = "BeanBenchmark.existingProxy";
		return List.of(Row.of("direct call", DIRECT, DIRECT),
				Row.of("gate, nothing ever enabled", annotated + GATE, DIRECT).ratio(1.25, 1.35),
				Row.of("gate, enabled and disabled before", annotated + GATE_BEFORE, DIRECT).ratio(1.35),
				Row.of("unannotated method of that bean", "BeanBenchmark.unannotated" + GATE, DIRECT).ratio(1.25),
				Row.of("without the gate: standard proxy", annotated + NO_GATE, DIRECT),
				Row.of("Spring's proxy with one interceptor", STANDARD, DIRECT),
				Row.of("a proxy as of `@Transactional`", TRANSACTIONAL, DIRECT),
				Row.of("such a proxy with ours added, to that one", existing + GATE, TRANSACTIONAL).ratio(1.2),
				Row.of("the same, enabled and disabled before", existing + GATE_BEFORE, TRANSACTIONAL).ratio(1.2));
	}

	private static List<Row> others() {
		String direct = "ChaosMonkeyBenchmark.direct";
		String byteman = "BytemanBenchmark.";
		return List.of(Row.of("direct call", direct, direct),
				Row.of("Chaos Monkey, profile off", MONKEY + "PROFILE_OFF]", direct),
				Row.of("Chaos Monkey, watchers off", MONKEY + "WATCHERS_OFF]", direct),
				Row.of("Chaos Monkey, watcher on, disabled", MONKEY + "DISABLED]", direct),
				Row.of("a disabled failpoint, to that watcher", "BeanBenchmark.annotated" + GATE, MONKEY + "DISABLED]")
					.ratio(0.002),
				Row.of("Chaos Monkey, enabled, not hitting", MONKEY + "ENABLED_NOT_HITTING]", direct),
				Row.of("Byteman, a rule for another method", byteman + "injected[method=quote]", byteman + "direct"),
				Row.of("Byteman, a rule whose condition is false", byteman + "injected[method=charge]",
						byteman + "direct"));
	}

	private static List<Row> enabled(String type, boolean twoThreads) {
		String adder = type + "longAdder";
		String hit = type + "hit[terms=";
		String evaluate = type + "evaluate[terms=";
		String off = hit + "off]";
		return List.of(Row.of("`LongAdder.increment`", adder, adder), Row.of("`off`", off, adder).ratio(2),
				Row.of("`1%` that misses", hit + "1%off]", adder).atMost(twoThreads ? 40 : 20, "ns"),
				Row.of("`50%`", hit + "50%off]", adder),
				(twoThreads ? Row.of("a count", hit + "1000000000000*off]", adder).atMost(50, "ns")
						: Row.of("a count", hit + "1000000000000*off]", adder)),
				Row.of("an exhausted count, to `off`", hit + "1*off]", off).ratio(1.1),
				Row.of("`50%return(1)`", evaluate + "50%return(1)]", adder),
				Row.of("a count and `return(1)`", evaluate + "1000000000000*return(1)]", adder),
				Row.of("`return(1)`", evaluate + "return(1)]", adder));
	}

	private static List<Row> size() {
		String startup = "StartupBenchmark.";
		String plain = startup + "withoutLibrary";
		String proxies = "ProxyClassBenchmark.standardProxies";
		String ready = "EndpointBenchmark.ready";
		return List.of(Row.of("start with 1,000 beans, without the library", plain, plain),
				Row.of("with the library, nothing annotated", startup + "unannotated", plain),
				Row.of("10,000 annotated methods, gate", startup + "annotated[gate=true]", plain),
				Row.of("10,000 annotated methods, standard proxy", startup + "annotated[gate=false]", plain),
				Row.of("Spring's proxies for 100 beans of 100 classes", proxies, proxies),
				Row.of("gates for them", "ProxyClassBenchmark.gates", proxies).ratio(0.5),
				Row.of("heap, B for a declared failpoint", "HeapBenchmark.declared:bytesPerFailpoint",
						"HeapBenchmark.declared:bytesPerFailpoint"),
				Row.of("heap, B for its setting while enabled", "HeapBenchmark.enabled:bytesPerFailpoint",
						"HeapBenchmark.declared:bytesPerFailpoint"),
				Row.of("the same bytes over HTTP, ready made", ready, ready),
				Row.of("`GET /actuator/failpoints`, 10,000 of them", "EndpointBenchmark.failpoints", ready));
	}

	private static List<Row> waiters(String type, double limit) {
		String latch = type + "latchAllGoOn";
		String many = "Many" + latch;
		return List.of(Row.of("bare latch, all gone on", latch, latch),
				Row.of("`disable` returns", type + "disableReturns", type + "latchReturns").atMost(5, "ms"),
				Row.of("`enable` returns", type + "enableReturns", type + "latchReturns").atMost(5, "ms"),
				Row.of("`disable`, all gone on", type + "disableAllGoOn", latch).ratio(limit),
				Row.of("`enable`, all gone on", type + "enableAllGoOn", latch).ratio(limit),
				Row.of("bare latch, ten thousand gone on", many, many),
				Row.of("`disableAll`, ten thousand gone on", "Many" + type + "disableEverythingAllGoOn", many)
					.ratio(limit));
	}

	private static List<Row> sleeps() {
		List<Row> rows = new ArrayList<>();
		String ten = "SleepBenchmark.tenThreadSleeps";
		String thousand = "SleepBenchmark.thousandThreadSleeps";
		String virtual = "SleepVirtualThreadsBenchmark.thousandThreadSleeps";
		rows.add(Row.of("ten `Thread.sleep(100)`", ten, ten));
		rows.add(Row.of("ten `sleep(100ms)`", "SleepBenchmark.tenFailpointSleeps", ten).atMost(115, "ms"));
		rows.add(Row.of("a thousand `Thread.sleep(100)`", thousand, thousand));
		rows.add(Row.of("a thousand `sleep(100ms)`", "SleepBenchmark.thousandFailpointSleeps", thousand));
		rows.add(
				Row.of("the same in virtual threads", "SleepVirtualThreadsBenchmark.thousandFailpointSleeps", virtual));
		return rows;
	}

	private static List<Row> asyncSleeps() {
		String threads = "AsyncSleepBenchmark.tenThousandThreadSleeps";
		String subscribers = "AsyncSleepBenchmark.tenThousandSubscribers";
		String futures = "AsyncSleepBenchmark.tenThousandFutures";
		return List.of(Row.of("ten thousand threads in `Thread.sleep(100)`", threads, threads),
				Row.of("ten thousand subscribers in `sleep(100ms)`", subscribers, threads).atMost(400, "ms"),
				Row.of("ten thousand futures in `sleep(100ms)`", futures, threads).atMost(400, "ms"),
				Row.of("threads at most, where threads sleep", threads + ":peak", threads + ":peak"),
				Row.of("threads at most, with subscribers", subscribers + ":peak", threads + ":peak"),
				Row.of("threads at most, with futures", futures + ":peak", threads + ":peak"));
	}

}
