package io.github.failpoint;

import io.github.failpoint.FailpointStatus.Reason;
import io.github.failpoint.terms.TermsSyntaxException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link UnreachableSite}.
 */
class UnreachableSiteTests {

	private static final UnreachableSite SITE = new UnreachableSite("p", "Orders.check()", "the method is private");

	private static final String SENTENCE = "Orders.check() never reaches it, since the method is private";

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry();

	@Test
	void itDeclaresNothing() {
		this.registry.declareUnreachable(SITE);
		assertThat(this.registry.status("p")).isEmpty();
		assertThat(this.registry.failpoints()).extracting(FailpointStatus::name).doesNotContain("p");
		assertThat(this.registry.suggest("P")).doesNotContain("p");
		assertThat(this.registry.unreachableSites("p")).containsExactly(SITE);
		assertThat(this.registry.unreachableSites("q")).isEmpty();
	}

	@Test
	void theStatusOfAnEnabledFailpointTellsWhy() {
		this.registry.declareUnreachable(SITE);
		this.registry.declareUnreachable(SITE);
		FailpointStatus status = this.registry.enable("p", "panic");
		assertThat(status.unreachable()).containsExactly(SENTENCE);
		assertThat(status.notTriggered()).isEqualTo(Reason.UNREACHABLE);
		assertThat(status.explanation()).isEqualTo(SENTENCE);
		assertThat(status.toString()).contains(SENTENCE);
	}

	@Test
	void itIsToldAgainAfterDisabling() {
		this.registry.declareUnreachable(SITE);
		this.registry.enable("p", "panic");
		this.registry.disable("p");
		assertThat(this.registry.enable("p", "panic").unreachable()).containsExactly(SENTENCE);
	}

	@Test
	void anotherPlaceMayReachIt() {
		this.registry.declareUnreachable(SITE);
		this.registry.failpoint("p");
		FailpointStatus status = this.registry.enable("p", "panic");
		assertThat(status.notTriggered()).isEqualTo(Reason.NOT_REACHED);
		assertThat(status.explanation()).isEqualTo(Reason.NOT_REACHED.sentence() + "; " + SENTENCE);
		assertThat(status.unreachable()).containsExactly(SENTENCE);
	}

	@Test
	void theNameIsValid() {
		assertThatExceptionOfType(TermsSyntaxException.class)
			.isThrownBy(() -> new UnreachableSite("a b", "Orders.check()", "the method is private"));
	}

}
