package io.github.failpoint.actuate.endpoint;

import java.time.LocalDate;
import java.util.List;

import io.github.failpoint.FailpointPolicy;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointSource;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.SiteSignature;
import io.github.failpoint.UnreachableSite;
import io.github.failpoint.actuate.endpoint.FailpointDescriptor.NotTriggered;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FailpointsEndpoint}.
 */
class FailpointsEndpointTests {

	private final FailpointRegistry registry = new FailpointRegistry();

	private final FailpointsEndpoint endpoint = new FailpointsEndpoint(this.registry, true);

	FailpointsEndpointTests() {
		this.registry.failpoint("orders.commit");
		this.registry.failpoint("billing.total");
	}

	private static void assertRefused(String message, ThrowingCallable operation) {
		assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(operation)
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(message));
	}

	@Test
	void returnsWhatWasEnabled() {
		FailpointDescriptor failpoint = this.endpoint.enable("orders.commit", "2*off", "-1", null, null, null);
		FailpointStatus status = this.registry.status("orders.commit").orElseThrow();
		assertThat(status.source()).isEqualTo(FailpointSource.ENDPOINT);
		assertThat(status.seed()).isEqualTo(-1);
		assertThat(status.expiresAt()).isNotNull();
		assertThat(failpoint)
			.isEqualTo(new FailpointDescriptor("orders.commit", "enabled", "2*off", true, List.of("handle"), null,
					"endpoint", String.valueOf(status.enabledAt()), String.valueOf(status.expiresAt()), null, "-1", 0,
					0, 0, null, new NotTriggered("not-reached", "No call has reached it since it was enabled")));
		assertThat(this.endpoint.failpoint("orders.commit")).isEqualTo(failpoint);
	}

	@Test
	void aNameThatIsNeverReachedIsRefusedWithTheReason() {
		this.registry
			.declareUnreachable(new UnreachableSite("orders.check", "Orders.check()", "the method is private"));
		String message = "There is no failpoint \"orders.check\": Orders.check() never reaches it, since the method is "
				+ "private";
		assertRefused(message, () -> this.endpoint.failpoint("orders.check"));
		assertRefused(message, () -> this.endpoint.enable("orders.check", "off", null, null, null, null));
		assertRefused(message, () -> this.endpoint.enableAll("orders.check=off", null, null, null, null));
		assertRefused(message, () -> this.endpoint.disable("orders.check", null));
	}

	@Test
	void aNameThatIsNeverReachedIsTakenIfUnknownOnesAre() {
		this.registry
			.declareUnreachable(new UnreachableSite("orders.check", "Orders.check()", "the method is private"));
		String sentence = "Orders.check() never reaches it, since the method is private";
		FailpointDescriptor enabled = this.endpoint.enable("orders.check", "off", null, null, null, "true");
		assertThat(enabled.notTriggered()).isEqualTo(new NotTriggered("unreachable", sentence));
		assertThat(enabled.unreachable()).containsExactly(sentence);
		assertThat(enabled.declared()).isFalse();
	}

	@Test
	void drawsASeedIfNoneIsGiven() {
		String first = this.endpoint.enable("orders.commit", "off", null, null, null, null).seed();
		String second = this.endpoint.enable("orders.commit", "off", null, null, null, null).seed();
		assertThat(first).isNotNull().isNotEqualTo(second);
	}

	@Test
	void returnsManySortedByName() {
		FailpointsDescriptor enabled = this.endpoint.enableAll("orders.commit=off;billing.total=pause", null, null,
				null, null);
		assertThat(enabled.failpoints().keySet()).containsExactly("billing.total", "orders.commit");
		assertThat(this.endpoint.failpoints()).isEqualTo(enabled);
	}

	@Test
	void returnsWhatIsLeftAfterDisabling() {
		this.endpoint.enableAll("orders.commit=off;later=off", null, null, null, "true");
		assertThat(this.endpoint.disable("orders.commit", null)).isNotNull()
			.extracting(FailpointDescriptor::state)
			.isEqualTo("disabled");
		assertThat(this.endpoint.disable("later", null)).isNull();
		this.endpoint.enableAll("orders.commit=off;later=off", null, null, null, "true");
		assertThat(this.endpoint.disableAll(null, null).failpoints().keySet()).containsExactly("billing.total",
				"orders.commit");
	}

	@Test
	void refusesUnknownNamesWithSuggestions() {
		String message = "There is no failpoint \"orders.comit\", did you mean \"orders.commit\"?";
		assertRefused(message, () -> this.endpoint.failpoint("orders.comit"));
		assertRefused(message, () -> this.endpoint.enable("orders.comit", "off", null, null, null, null));
		assertRefused(message, () -> this.endpoint.enableAll("orders.comit=off", null, null, null, null));
		assertRefused(message, () -> this.endpoint.disable("orders.comit", null));
		assertRefused("There is no failpoint \"x\"", () -> this.endpoint.disable("x", null));
	}

	@Test
	void takesANameThatIsEnabledThoughNobodyDeclaresIt() {
		this.registry.enable("later", "pause");
		assertThat(this.endpoint.enable("later", "off", null, null, null, null).declared()).isFalse();
	}

	@Test
	void aProblemWithTermsTellsTheirPosition() {
		assertThatExceptionOfType(FailpointRequestException.class)
			.isThrownBy(() -> this.endpoint.enable("orders.commit", "off->5*", null, null, null, null))
			.satisfies((ex) -> assertThat(ex.problem())
				.isEqualTo(new FailpointProblemDescriptor("Invalid terms \"off->5*\" at position 7: expected an action",
						"orders.commit", "off->5*", 7, null)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b", "a//b", "/a", "a/", "..", "a/./b", "a,b", "a\nb", "a;b=off" })
	void refusesBadNames(String name) {
		assertThatExceptionOfType(FailpointRequestException.class)
			.isThrownBy(() -> this.endpoint.enable(name, "off", null, null, null, "true"))
			.satisfies((ex) -> assertThat(ex.status()).isEqualTo(400))
			.withMessageStartingWith("Invalid name \"")
			.withMessageNotContaining("\n");
	}

	@Test
	void refusesTheEmptyName() {
		assertRefused("'name' must not be empty", () -> this.endpoint.failpoint(""));
	}

	@Test
	void refusesEverythingOnceTheRegistryIsClosed() {
		this.registry.close();
		assertRefused("The failpoint registry is closed",
				() -> this.endpoint.enable("orders.commit", "off", null, null, null, null));
	}

	@Test
	void refusesWhatMakesAConverterFail() {
		FailpointRegistry failing = new FailpointRegistry(FailpointPolicy.defaults(), (type, place) -> {
			throw new IllegalStateException("broken\n");
		});
		failing.declare("orders.date", new SiteSignature("Orders.date()", LocalDate.class, List.of()));
		FailpointsEndpoint endpoint = new FailpointsEndpoint(failing, true);
		String message = "The terms cannot be checked: java.lang.IllegalStateException: broken\\n";
		assertRefused(message, () -> endpoint.enable("orders.date", "return(2026-01-01)", null, null, null, null));
		assertRefused(message, () -> endpoint.enableAll("orders.date=return(2026-01-01)", null, null, null, null));
		assertThat(endpoint.failpoint("orders.date").state()).isEqualTo("disabled");
	}

	@Test
	void neverLoadsAClassThatARequestNames() {
		FailpointRegistry trusting = new FailpointRegistry(FailpointPolicy.defaults().withAllowDestructive(true));
		trusting.failpoint("orders.commit");
		FailpointsEndpoint endpoint = new FailpointsEndpoint(trusting, true);
		String name = FailpointsEndpointTests.class.getName() + "$Bait";
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> endpoint.enable("orders.commit", "throw(" + name + ")", null, null, null, null))
			.withMessageContaining("is not a type that may be thrown from outside");
		assertThat(System.getProperty(name)).isNull();
	}

	@Test
	void refusesEverythingWhileFailpointsAreSwitchedOff() {
		FailpointsEndpoint off = new FailpointsEndpoint(FailpointRegistry.inert("off"), false);
		String message = "Failpoints are switched off by 'failpoint.enabled=false'";
		assertRefused(message, off::failpoints);
		assertRefused(message, () -> off.failpoint("a"));
		assertRefused(message, () -> off.enable("a", "off", null, null, null, "true"));
		assertRefused(message, () -> off.enableAll("a=off", null, null, null, "true"));
		assertRefused(message, () -> off.disable("a", null));
		assertRefused(message, () -> off.disableAll(null, null));
	}

	@SuppressWarnings("serial")
	static class Bait extends RuntimeException {

		static {
			System.setProperty(Bait.class.getName(), "loaded");
		}

	}

}
