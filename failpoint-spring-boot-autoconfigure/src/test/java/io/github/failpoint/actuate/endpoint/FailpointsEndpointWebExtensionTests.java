package io.github.failpoint.actuate.endpoint;

import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.failpoint.FailpointRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailpointsEndpointWebExtension}.
 */
class FailpointsEndpointWebExtensionTests {

	private final FailpointRegistry registry = new FailpointRegistry();

	private final FailpointsEndpointWebExtension extension = extension(this.registry, true);

	private static FailpointsEndpointWebExtension extension(FailpointRegistry registry, boolean enabled) {
		return new FailpointsEndpointWebExtension(new FailpointsEndpoint(registry, enabled));
	}

	private static FailpointProblemDescriptor problem(int status, WebEndpointResponse<OperationResponseBody> response) {
		assertThat(response.getStatus()).isEqualTo(status);
		return (FailpointProblemDescriptor) response.getBody();
	}

	@Test
	void joinsTheSegmentsOfThePath() {
		this.registry.failpoint("a/b/c");
		WebEndpointResponse<OperationResponseBody> response = this.extension.enable(new String[] { "a", "b", "c" },
				"off", null, null, null, null);
		assertThat(response.getStatus()).isEqualTo(200);
		assertThat(response.getBody()).isEqualTo(this.extension.failpoint("a", "b", "c").getBody());
		assertThat(this.extension.disable(new String[] { "a", "b", "c" }, null).getStatus()).isEqualTo(204);
	}

	@Test
	void refusesASegmentWithASlash() {
		this.registry.failpoint("a/b");
		assertThat(problem(400, this.extension.failpoint("a/b"))).isEqualTo(
				new FailpointProblemDescriptor("A slash in the path must not be encoded", "a/b", null, null, null));
	}

	@Test
	void refusesNoSegment() {
		assertThat(problem(400, this.extension.disable(new String[0], null)).message())
			.isEqualTo("'name' must not be empty");
	}

	@Test
	void answersWithoutABodyWhenDisabled() {
		this.registry.failpoint("a");
		this.registry.enable("a", "off");
		assertThat(this.extension.disable(new String[] { "a" }, null).getBody()).isNull();
		WebEndpointResponse<OperationResponseBody> response = this.extension.disableAll(null, null);
		assertThat(response.getStatus()).isEqualTo(204);
		assertThat(response.getBody()).isNull();
	}

	@Test
	void tellsWrongFromUnknown() {
		assertThat(problem(404, this.extension.failpoint("a")).name()).isEqualTo("a");
		assertThat(problem(404, this.extension.disable(new String[] { "a" }, null)).name()).isEqualTo("a");
		assertThat(problem(404, this.extension.enable(new String[] { "a" }, "off", null, null, null, null)).name())
			.isEqualTo("a");
		assertThat(problem(400, this.extension.enableAll("a=off", null, null, null, null)).name()).isEqualTo("a");
		assertThat(problem(400, this.extension.enable(new String[] { "a" }, "of", null, null, null, null)).terms())
			.isEqualTo("of");
	}

	@Test
	void answersNotFoundWhileFailpointsAreSwitchedOff() {
		FailpointsEndpointWebExtension off = extension(FailpointRegistry.inert("off"), false);
		Stream<Supplier<WebEndpointResponse<OperationResponseBody>>> operations = Stream.of(off::failpoints,
				() -> off.failpoint("a"), () -> off.enable(new String[] { "a" }, "off", null, null, null, null),
				() -> off.enableAll("a=off", null, null, null, null), () -> off.disable(new String[] { "a" }, null),
				() -> off.disableAll(null, null));
		assertThat(operations).allSatisfy((operation) -> assertThat(problem(404, operation.get()).message())
			.isEqualTo("Failpoints are switched off by 'failpoint.enabled=false'"));
	}

}
