package io.github.failpoint.actuate.endpoint;

import java.util.function.Supplier;

import io.github.failpoint.reactor.ExemptSubscriptions;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.PriorityOrdered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * {@link WebFilter} that does for reactive applications what the
 * {@link FailpointControlFilter} does for those with servlets.
 *
 * @since 0.1.0
 */
public final class FailpointControlWebFilter implements WebFilter, PriorityOrdered {

	private final ControlPath path;

	/**
	 * Create a filter.
	 * @param path the path of the endpoint, which is asked for with the first request, or
	 * {@code null} if there is none
	 */
	public FailpointControlWebFilter(Supplier<@Nullable String> path) {
		this.path = new ControlPath(path);
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		PathContainer path = request.getPath().pathWithinApplication();
		if (!this.path.matches(path)) {
			return chain.filter(exchange);
		}
		ControlProblem problem = ControlProblem.of(this.path, path, request.getURI().getRawQuery());
		Mono<Void> filtered = (problem != null) ? refuse(exchange.getResponse(), problem)
				: read(exchange).flatMap(chain::filter);
		return ControlPath.hasDots(path) ? filtered : ExemptSubscriptions.exempt(filtered);
	}

	/**
	 * Read the body, unless it is too long, and then refuse it.
	 */
	private static Mono<ServerWebExchange> read(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		return DataBufferUtils.join(request.getBody(), ControlProblem.MAX_BODY)
			.map(FailpointControlWebFilter::content)
			.defaultIfEmpty(new byte[0])
			.map((content) -> exchange.mutate().request(new BufferedRequest(request, content)).build())
			.onErrorResume(DataBufferLimitException.class,
					(ex) -> refuse(exchange.getResponse(), ControlProblem.BODY_TOO_LONG).then(Mono.empty()));
	}

	private static byte[] content(DataBuffer body) {
		byte[] content = new byte[body.readableByteCount()];
		body.read(content);
		DataBufferUtils.release(body);
		return content;
	}

	private static Mono<Void> refuse(ServerHttpResponse response, ControlProblem problem) {
		response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
		response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
		return response.writeWith(Mono.just(response.bufferFactory().wrap(problem.json())));
	}

	/**
	 * A request whose body has been read.
	 */
	private static final class BufferedRequest extends ServerHttpRequestDecorator {

		private final byte[] content;

		BufferedRequest(ServerHttpRequest delegate, byte[] content) {
			super(delegate);
			this.content = content;
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return (this.content.length == 0) ? Flux.empty()
					: Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(this.content)));
		}

	}

}
