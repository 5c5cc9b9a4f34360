package io.github.failpoint;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for which term acts, and how often.
 */
class CountTests {

	private static final int THREADS = 16;

	private static final int ROUNDS = 2_000;

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry();

	@AutoClose
	private final Callers callers = new Callers();

	private final FailpointHandle handle = this.registry.failpoint("p");

	@Test
	void onlyTheFirstTermThatPassesActs() {
		this.registry.enable("p", "0%panic->return(2)->panic");
		assertThat(reach()).isEqualTo("2");
	}

	@Test
	void offKeepsLaterTermsFromBeingTried() {
		this.registry.enable("p", "2*off->1*return(1)");
		assertThat(Stream.generate(this::reach).limit(4)).containsExactly("-", "-", "1", "-");
	}

	@Test
	void offIsAnEvaluationButNoTrigger() {
		this.registry.enable("p", "off");
		reach();
		FailpointStatus status = this.registry.status("p").orElseThrow();
		assertThat(status.evaluations()).isOne();
		assertThat(status.triggers()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "3*20%return(1)", "20%3*return(1)" })
	void aMissNeverSpendsTheCount(String terms) {
		this.registry.enable("p", terms, EnableOptions.seed(1));
		String answers = String.join("", Stream.generate(this::reach).limit(200).toList());
		assertThat(answers.chars().filter((answer) -> answer == '1').count()).isEqualTo(3);
		assertThat(answers).startsWith("-");
		assertThat(this.registry.status("p").orElseThrow().state()).isEqualTo(FailpointStatus.State.EXHAUSTED);
	}

	@Test
	void aTermThatNeverHitsIsNeverExhausted() {
		this.registry.enable("p", "1*0%return(1)");
		assertThat(Stream.generate(this::reach).limit(100)).containsOnly("-");
		assertThat(this.registry.status("p").orElseThrow().state()).isEqualTo(FailpointStatus.State.ENABLED);
	}

	static Stream<Arguments> shapes() {
		return Stream.of(arguments("100*off->50*return(1)->panic", Map.of("-", 100, "1", 50, "panic", 16 * 500 - 150)),
				arguments("1*return(1)", Map.of("1", 1, "-", 16 * 500 - 1)),
				arguments("2500*return(1)->2500*return(2)->2500*panic",
						Map.of("1", 2500, "2", 2500, "panic", 2500, "-", 500)),
				arguments("77*50%return(1)->33*return(2)", Map.of("1", 77, "2", 33, "-", 16 * 500 - 110)),
				arguments("16*yield->1*panic", Map.of("panic", 1, "-", 16 * 500 - 1)),
				arguments("9007199254740991*return(1)", Map.of("1", 16 * 500)));
	}

	@ParameterizedTest
	@MethodSource("shapes")
	void countsAreExactUnderConcurrency(String terms, Map<String, Integer> expected) {
		this.registry.enable("p", terms);
		assertThat(reachConcurrently(500)).isEqualTo(new TreeMap<>(expected));
		assertThat(this.registry.status("p").orElseThrow().evaluations()).isEqualTo(16 * 500);
	}

	@Test
	void triggersAreExactUnderConcurrency() {
		this.registry.enable("p", "100*off->50*return(1)->1000*yield");
		reachConcurrently(500);
		assertThat(this.registry.status("p").orElseThrow().triggers()).isEqualTo(1050);
		assertThat(this.registry.status("p").orElseThrow().state()).isEqualTo(FailpointStatus.State.EXHAUSTED);
	}

	@Test
	void isExhaustedWhenTwoWantTheLastOne() throws InterruptedException {
		Semaphore started = new Semaphore(0);
		Semaphore ended = new Semaphore(0);
		AtomicInteger returned = new AtomicInteger();
		Future<?> rival = this.callers.run(() -> {
			for (int round = 1; round <= ROUNDS; round++) {
				started.acquire();
				returned.addAndGet(this.handle.returnsEarly() ? 1 : 0);
				ended.release();
			}
		});
		for (int round = 1; round <= ROUNDS; round++) {
			this.registry.enable("p", "1*return");
			started.release();
			returned.addAndGet(this.handle.returnsEarly() ? 1 : 0);
			ended.acquire();
			assertThat(this.registry.activation("p").setting().isExhausted()).isTrue();
		}
		Callers.get(rival);
		assertThat(returned).hasValue(ROUNDS);
	}

	@Test
	void theSeedRepeatsEveryDecisionOnOneThread() {
		String terms = "5*30%return(1)->20%return(2)->7*return(3)->40%panic";
		this.registry.enable("p", terms, EnableOptions.seed(99));
		String first = String.join("", Stream.generate(this::reach).limit(500).toList());
		this.registry.enable("p", terms, EnableOptions.seed(99));
		String second = String.join("", Stream.generate(this::reach).limit(500).toList());
		this.registry.enable("p", terms, EnableOptions.seed(100));
		String other = String.join("", Stream.generate(this::reach).limit(500).toList());
		assertThat(second).isEqualTo(first).isNotEqualTo(other);
	}

	@Test
	void theSeedTheStatusShowsRepeatsEveryDecision() {
		Long seed = this.registry.enable("p", "50%return(1)").seed();
		String first = String.join("", Stream.generate(this::reach).limit(200).toList());
		this.registry.enable("p", "50%return(1)", EnableOptions.defaults().withSeed(seed));
		assertThat(String.join("", Stream.generate(this::reach).limit(200).toList())).isEqualTo(first);
	}

	@Test
	void decisionsAreTheSameForEver() {
		this.registry.enable("p", "50%return(1)", EnableOptions.seed(42));
		assertThat(String.join("", Stream.generate(this::reach).limit(40).toList()))
			.isEqualTo("-111-1--1-1-111-11-1--1---11---1--111111");
	}

	@Test
	void theSeedRepeatsEveryDrawUnderAnySchedule() {
		String terms = "20%return(1)->30%return(2)->40%panic";
		this.registry.enable("p", terms, EnableOptions.seed(5));
		Map<String, Integer> expected = new TreeMap<>();
		for (int i = 0; i < THREADS * 200; i++) {
			expected.merge(reach(), 1, Integer::sum);
		}
		this.registry.enable("p", terms, EnableOptions.seed(5));
		assertThat(reachConcurrently(200)).isEqualTo(expected);
	}

	@Test
	void theTermsOfASettingDrawIndependently() {
		this.registry.enable("p", "50%return(1)->50%return(2)", EnableOptions.seed(3));
		Map<String, Integer> answers = new TreeMap<>();
		for (int i = 0; i < 4000; i++) {
			answers.merge(reach(), 1, Integer::sum);
		}
		assertThat(answers.get("2")).isBetween(900, 1100);
		assertThat(answers.get("-")).isBetween(900, 1100);
	}

	private Map<String, Integer> reachConcurrently(int times) {
		Map<String, Integer> answers = new ConcurrentHashMap<>();
		CountDownLatch ready = new CountDownLatch(THREADS);
		Callers.join(this.callers.run(THREADS, () -> {
			ready.countDown();
			ready.await();
			for (int i = 0; i < times; i++) {
				answers.merge(reach(), 1, Integer::sum);
			}
		}));
		return new TreeMap<>(answers);
	}

	private String reach() {
		try {
			return this.handle.<String, RuntimeException>evaluate(String.class, () -> "-");
		}
		catch (FailpointPanicException ex) {
			return "panic";
		}
	}

}
