package io.github.failpoint;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link SiteStackTrace}.
 */
class SiteStackTraceTests {

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry();

	@ParameterizedTest
	@EnumSource
	void beginsWithWhoReachesAHandleOrWithTheSite(SiteKind kind) {
		for (String terms : List.of("throw(IllegalStateException)", "panic")) {
			this.registry.enable(SiteKind.NAME, terms);
			Throwable thrown = catchThrowable(() -> kind.reach(this.registry));
			StackTraceElement first = thrown.getStackTrace()[0];
			if (kind == SiteKind.SITE) {
				assertThat(first).hasToString("com.example.Orders.commit(Orders.java)");
				first = thrown.getStackTrace()[1];
			}
			assertThat(first.getClassName()).isEqualTo(SiteKind.class.getName());
			assertThat(thrown.getSuppressed()).hasOnlyElementsOfType(FailpointMarkerException.class);
		}
	}

	@Test
	void thatOfACauseDoesSo() {
		FailpointHandle handle = this.registry.failpoint("p");
		this.registry.enable("p", "throw(java.io.UncheckedIOException)");
		Throwable thrown = catchThrowable(handle::hit);
		assertThat(thrown).isInstanceOf(UncheckedIOException.class);
		assertThat(thrown.getCause().getStackTrace()[0].getClassName()).doesNotStartWith("java.")
			.isNotEqualTo(ThrowableFactory.class.getName());
		assertThat(thrown.getCause().getStackTrace()).isEqualTo(thrown.getStackTrace());
	}

	@Test
	void thatOfAFailedFutureDoesSo() {
		FailpointHandle handle = this.registry.failpoint("p");
		this.registry.enable("p", "throw(IllegalStateException)");
		CompletionStage<String> stage = handle.evaluateAsync(String.class,
				() -> CompletableFuture.completedFuture("done"));
		Throwable thrown = stage.handle((value, ex) -> ex).toCompletableFuture().join();
		assertThat(thrown.getStackTrace()[0].getMethodName()).isEqualTo("thatOfAFailedFutureDoesSo");
	}

	@Test
	void namesANestedClassAndItsFile() {
		FailpointSite site = this.registry.declare("p",
				new SiteSignature("com.example.Shop$Orders.place(Order)", void.class, List.of()));
		this.registry.enable("p", "throw(IllegalStateException)");
		assertThat(catchThrowable(site::evaluate).getStackTrace()[0])
			.hasToString("com.example.Shop$Orders.place(Shop.java)");
	}

	@Test
	void anExceptionWithoutAStackTraceStaysWithoutOne() {
		this.registry.enable("p", "throw(" + Bare.class.getName() + ")");
		assertThat(catchThrowable(this.registry.failpoint("p")::hit)).isInstanceOf(Bare.class)
			.satisfies((thrown) -> assertThat(thrown.getStackTrace()).isEmpty());
	}

	@Test
	void whatAConstructorThrowsKeepsItsStackTrace() {
		this.registry.enable("p", "throw(" + Broken.class.getName() + ")");
		assertThat(catchThrowable(this.registry.failpoint("p")::hit)).cause()
			.satisfies(
					(thrown) -> assertThat(thrown.getStackTrace()[0].getClassName()).isEqualTo(Broken.class.getName()));
	}

	static final class Bare extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Bare(String message) {
			super(message, null, false, false);
		}

	}

	static final class Broken extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Broken(String message) {
			throw new IllegalArgumentException(message);
		}

	}

}
