package io.github.failpoint.actuate.endpoint;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.failpoint.FailpointStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A failpoint as the endpoint shows it. What has no value is left out.
 *
 * @param name the name
 * @param state {@code disabled}, {@code enabled} or {@code exhausted}
 * @param terms the terms as they were given
 * @param declared whether at least one site has the name
 * @param sites the descriptions of the sites, sorted
 * @param unreachable the places that carry the failpoint and never reach it, each with
 * why, in a sentence
 * @param source where the setting comes from
 * @param enabledAt when it was enabled, an instant in ISO-8601
 * @param expiresAt when its time to live is over, an instant in ISO-8601
 * @param reason why it was enabled, in the words of whoever did
 * @param seed the seed of its draws; text, since many readers of JSON round large numbers
 * @param evaluations how often it was reached since it was enabled
 * @param triggers how often it acted since it was enabled
 * @param waiting how many callers wait in it now
 * @param suppressed how often it did not act since it was enabled, by reason
 * @param notTriggered why it has not acted so far, though enabled
 * @since 0.1.0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailpointDescriptor(String name, String state, @Nullable String terms, boolean declared,
		List<String> sites, @Nullable List<String> unreachable, @Nullable String source, @Nullable String enabledAt,
		@Nullable String expiresAt, @Nullable String reason, @Nullable String seed, long evaluations, long triggers,
		long waiting, @Nullable SortedMap<String, Long> suppressed,
		@Nullable NotTriggered notTriggered) implements OperationResponseBody {

	public FailpointDescriptor {
		terms = WellFormed.textOrNull(terms);
		reason = WellFormed.textOrNull(reason);
		sites = List.copyOf(sites);
	}

	static FailpointDescriptor of(FailpointStatus status) {
		return new FailpointDescriptor(status.name(), status.state().toString(), status.terms(), status.declared(),
				status.sites(), unreachable(status), text(status.source()), text(status.enabledAt()),
				text(status.expiresAt()), status.reason(), text(status.seed()), status.evaluations(), status.triggers(),
				status.waiting(), suppressed(status), notTriggered(status));
	}

	private static @Nullable List<String> unreachable(FailpointStatus status) {
		return status.unreachable().isEmpty() ? null : status.unreachable();
	}

	private static @Nullable SortedMap<String, Long> suppressed(FailpointStatus status) {
		SortedMap<String, Long> suppressed = new TreeMap<>();
		status.suppressed().forEach((reason, count) -> suppressed.put(reason.toString(), count));
		return suppressed.isEmpty() ? null : suppressed;
	}

	private static @Nullable NotTriggered notTriggered(FailpointStatus status) {
		FailpointStatus.Reason reason = status.notTriggered();
		return (reason != null) ? new NotTriggered(reason.toString(), String.valueOf(status.explanation())) : null;
	}

	private static @Nullable String text(@Nullable Object value) {
		return Objects.toString(value, null);
	}

	/**
	 * Why an enabled failpoint has not acted.
	 *
	 * @param reason the reason in one word
	 * @param message the reason in a sentence
	 */
	public record NotTriggered(String reason, String message) {
	}

}
