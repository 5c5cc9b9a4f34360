package io.github.failpoint.actuate.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.failpoint.terms.Quoting;
import io.github.failpoint.terms.Suggestions;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameter;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;

/**
 * {@link OperationInvokerAdvisor} that refuses requests with other parameters than there
 * are: what is misspelt would not do what it says. Nor may a body or a query replace the
 * path, which others may have decided upon.
 *
 * @since 0.1.0
 */
public final class KnownParametersInvokerAdvisor implements OperationInvokerAdvisor {

	private static final EndpointId ENDPOINT = EndpointId.of("failpoints");

	private static final int LONGEST_NAME = 40;

	private final UnaryOperator<Object> answer;

	private KnownParametersInvokerAdvisor(UnaryOperator<Object> answer) {
		this.answer = answer;
	}

	/**
	 * Create an advisor for the operations of the {@link FailpointsEndpointWebExtension}.
	 * @return the advisor
	 */
	public static KnownParametersInvokerAdvisor servlet() {
		return new KnownParametersInvokerAdvisor((answer) -> answer);
	}

	/**
	 * Create an advisor for the operations of the
	 * {@link ReactiveFailpointsEndpointWebExtension}.
	 * @return the advisor
	 */
	public static KnownParametersInvokerAdvisor reactive() {
		return new KnownParametersInvokerAdvisor(Mono::just);
	}

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		if (!endpointId.equals(ENDPOINT)) {
			return invoker;
		}
		Declared declared = Declared.of(operationType, parameters);
		return (context) -> {
			FailpointProblemDescriptor problem = isWeb(context) ? declared.problem(context.getArguments()) : null;
			return (problem != null)
					? this.answer.apply(new WebEndpointResponse<>(problem, WebEndpointResponse.STATUS_BAD_REQUEST))
					: invoker.invoke(context);
		};
	}

	/**
	 * Over JMX, the parameters are all there, and null means that one is missing.
	 */
	private static boolean isWeb(InvocationContext context) {
		return context.canResolve(WebServerNamespace.class);
	}

	/**
	 * The parameters of an operation.
	 *
	 * @param names their names, except for the path
	 * @param paths the name of the path, if there is one
	 * @param needValues whether null is as wrong as an unknown name: some servers see it
	 * in a query that reads {@code ?latch}
	 */
	private record Declared(Set<String> names, Set<String> paths, boolean needValues) {

		static Declared of(OperationType type, OperationParameters parameters) {
			return new Declared(names(parameters, (parameter) -> !isPath(parameter)),
					names(parameters, Declared::isPath), type == OperationType.DELETE);
		}

		private static Set<String> names(OperationParameters parameters, Predicate<OperationParameter> which) {
			return parameters.stream()
				.filter(which)
				.map(OperationParameter::getName)
				.collect(Collectors.toCollection(TreeSet::new));
		}

		private static boolean isPath(OperationParameter parameter) {
			return parameter.getAnnotation(Selector.class) != null && parameter.getType() == String[].class;
		}

		@Nullable FailpointProblemDescriptor problem(Map<String, Object> arguments) {
			return arguments.entrySet()
				.stream()
				.map((argument) -> problem(argument.getKey(), argument.getValue()))
				.filter(Objects::nonNull)
				.findFirst()
				.map((problem) -> problem.withName(name(arguments)))
				.orElse(null);
		}

		private @Nullable String name(Map<String, Object> arguments) {
			for (String path : this.paths) {
				if (arguments.get(path) instanceof String[] segments) {
					return String.join("/", segments);
				}
			}
			return null;
		}

		/**
		 * Only the path itself arrives as an array. What begins with an underscore, such
		 * as the token of a form, is meant for others.
		 */
		private @Nullable FailpointProblemDescriptor problem(String name, @Nullable Object value) {
			boolean known = this.paths.contains(name) ? value instanceof String[]
					: this.names.contains(name) || name.startsWith("_");
			if (!known) {
				return unknown(name);
			}
			return (value == null && this.needValues) ? problem("'" + name + "' must have a value", List.of()) : null;
		}

		private FailpointProblemDescriptor unknown(String name) {
			List<String> suggestions = Suggestions.of(name, this.names);
			String hint = suggestions.isEmpty() ? known() : ", did you mean '" + suggestions.get(0) + "'?";
			return problem("Unknown parameter " + quote(name) + hint, suggestions);
		}

		private String known() {
			String all = "'" + String.join("', '", this.names) + "'";
			return switch (this.names.size()) {
				case 0 -> "; there are none";
				case 1 -> "; there is only " + all;
				default -> "; there are " + all;
			};
		}

		private static FailpointProblemDescriptor problem(String message, List<String> suggestions) {
			return new FailpointProblemDescriptor(message, null, null, null, suggestions);
		}

		private static String quote(String name) {
			return Quoting.quote((name.length() > LONGEST_NAME) ? name.substring(0, LONGEST_NAME) + "..." : name);
		}

	}

}
