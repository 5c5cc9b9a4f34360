package io.github.failpoint;

import java.util.Map;
import java.util.stream.IntStream;

import io.github.failpoint.FailpointStatus.Reason;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link FailpointStatus#notTriggered()}.
 */
class NotTriggeredTests {

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry();

	@Test
	void nobodyDeclaredTheName() {
		assertThat(this.registry.enable("p", "panic").notTriggered()).isEqualTo(Reason.NO_DECLARED_SITE);
	}

	@Test
	void nobodyReachedIt() {
		this.registry.failpoint("p");
		assertThat(this.registry.enable("p", "panic").notTriggered()).isEqualTo(Reason.NOT_REACHED);
	}

	@Test
	void theProbabilityMissed() {
		FailpointStatus status = reach("0%panic", 3);
		assertThat(status.notTriggered()).isEqualTo(Reason.PROBABILITY);
		assertThat(status.suppressed()).isEqualTo(Map.of(Reason.PROBABILITY, 3L));
		assertThat(status.evaluations()).isEqualTo(3);
	}

	@Test
	void offLetTheCallThrough() {
		FailpointStatus status = reach("off", 2);
		assertThat(status.notTriggered()).isEqualTo(Reason.OFF);
		assertThat(status.evaluations()).isEqualTo(2);
	}

	@Test
	void theCountsAreSpent() {
		FailpointStatus status = reach("3*off", 5);
		assertThat(status.notTriggered()).isEqualTo(Reason.EXHAUSTED);
		assertThat(status.suppressed()).isEqualTo(Map.of(Reason.OFF, 3L, Reason.EXHAUSTED, 2L));
	}

	@Test
	void theMostFrequentReasonIsTold() {
		assertThat(reach("2*off->0%panic", 5).notTriggered()).isEqualTo(Reason.PROBABILITY);
		assertThat(reach("2*off->0%panic", 3).notTriggered()).isEqualTo(Reason.OFF);
	}

	@Test
	void whatActedOrIsDisabledNeedsNoReason() {
		FailpointStatus status = reach("1*panic", 3);
		assertThat(status.notTriggered()).isNull();
		assertThat(status.suppressed()).isEqualTo(Map.of(Reason.EXHAUSTED, 2L));
		assertThat(status.evaluations()).isEqualTo(3);
		this.registry.disable("p");
		assertThat(this.registry.status("p").orElseThrow().notTriggered()).isNull();
	}

	@Test
	void whatIsReachedWhereNothingActsIsCountedBesideTheEvaluations() throws Exception {
		reach("panic", 0);
		FailpointHandle handle = this.registry.failpoint("p");
		Failpoints.suppress(() -> {
			handle.hit();
			return handle.returnsEarly();
		});
		FailpointStatus status = this.registry.status("p").orElseThrow();
		assertThat(status.suppressed()).isEqualTo(Map.of(Reason.EXEMPT, 2L));
		assertThat(status.notTriggered()).isEqualTo(Reason.EXEMPT);
		assertThat(status.evaluations()).isZero();
		assertThat(this.registry.totals("p").evaluations()).isZero();
	}

	@Test
	void eachReasonHasAWordAndASentence() {
		assertThat(Reason.values()).extracting(Reason::toString)
			.containsExactly("no-declared-site", "unreachable", "not-reached", "probability", "off", "exhausted",
					"limited", "event-loop", "out-of-scope", "exempt");
		assertThat(Reason.values()).extracting(Reason::sentence)
			.allSatisfy((sentence) -> assertThat(sentence).isNotBlank());
	}

	private FailpointStatus reach(String terms, int times) {
		FailpointHandle handle = this.registry.failpoint("p");
		this.registry.enable("p", terms);
		IntStream.range(0, times).forEach((i) -> catchThrowable(handle::hit));
		return this.registry.status("p").orElseThrow();
	}

}
