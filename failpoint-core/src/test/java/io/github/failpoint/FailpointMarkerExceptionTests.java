package io.github.failpoint;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link FailpointMarkerException}.
 */
class FailpointMarkerExceptionTests {

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry();

	@ParameterizedTest
	@EnumSource
	void ridesOnWhatIsThrown(SiteKind kind) {
		this.registry.enable(SiteKind.NAME, "throw(IllegalStateException, 'no, not now')");
		Throwable thrown = catchThrowable(() -> kind.reach(this.registry));
		assertThat(thrown).isExactlyInstanceOf(IllegalStateException.class).hasMessage("no, not now").hasNoCause();
		assertMarked(thrown, kind);
	}

	@ParameterizedTest
	@EnumSource
	void ridesOnAPanic(SiteKind kind) {
		this.registry.enable(SiteKind.NAME, "panic");
		assertMarked(catchThrowable(() -> kind.reach(this.registry)), kind);
	}

	private static void assertMarked(Throwable thrown, SiteKind kind) {
		String site = (kind == SiteKind.SITE) ? "com.example.Orders.commit()" : "handle";
		assertThat(thrown.getSuppressed()).singleElement()
			.isInstanceOfSatisfying(FailpointMarkerException.class, (marker) -> {
				assertThat(marker.name()).isEqualTo(SiteKind.NAME);
				assertThat(marker.site()).isEqualTo(site);
				assertThat(marker).hasMessage("injected by failpoint \"orders.commit\" at " + site);
				assertThat(marker.getStackTrace()).isEmpty();
			});
	}

	@Test
	void isOneLineOfAStackTrace() {
		this.registry.enable(SiteKind.NAME, "throw(IllegalStateException)");
		StringWriter log = new StringWriter();
		catchThrowable(() -> SiteKind.SITE.reach(this.registry)).printStackTrace(new PrintWriter(log));
		assertThat(log.toString()
			.lines()
			.filter((line) -> line.contains("failpoint.Failpoint") && line.contains("injected")))
			.containsExactly("\tSuppressed: " + FailpointMarkerException.class.getName()
					+ ": injected by failpoint \"orders.commit\" at com.example.Orders.commit()");
	}

	@Test
	void isMissingWhereSuppressionIsDisallowed() {
		this.registry.enable(SiteKind.NAME, "throw(" + Unsuppressing.class.getName() + ")");
		Throwable thrown = catchThrowable(() -> SiteKind.HIT.reach(this.registry));
		assertThat(thrown).isExactlyInstanceOf(Unsuppressing.class).hasNoSuppressedExceptions();
	}

	@Test
	void isNotOnTheExceptionsOfACallback() {
		IllegalStateException own = new IllegalStateException("its own");
		this.registry.enable(SiteKind.NAME, (call) -> {
			throw own;
		});
		assertThat(catchThrowable(() -> SiteKind.HIT.reach(this.registry))).isSameAs(own).hasNoSuppressedExceptions();
	}

	@Test
	void isNotOnAMistakeInTheSetting() {
		this.registry.enable(SiteKind.NAME, "throw(java.io.IOException)");
		assertThat(catchThrowable(() -> SiteKind.HIT.reach(this.registry))).isInstanceOf(SiteMismatchException.class)
			.hasNoSuppressedExceptions();
	}

	@Test
	void isAddedToEachExceptionOnce() {
		this.registry.enable(SiteKind.NAME, "2*throw(IllegalStateException)");
		List<Throwable> thrown = List.of(catchThrowable(() -> SiteKind.HIT.reach(this.registry)),
				catchThrowable(() -> SiteKind.HIT.reach(this.registry)));
		assertThat(thrown).doesNotHaveDuplicates().allMatch((exception) -> exception.getSuppressed().length == 1);
	}

	static final class Unsuppressing extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Unsuppressing(String message) {
			super(message, null, false, true);
		}

	}

}
