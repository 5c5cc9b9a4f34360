package io.github.failpoint.actuate.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * {@link WebFilter} that reads no more of a body that is sent to the
 * {@link FailpointsEndpoint} than it may have, whatever the limit of others is. It comes
 * last, when those that protect the endpoint have let the request through.
 *
 * @since 0.1.0
 */
public final class BodyLimitWebFilter implements WebFilter {

	private static final byte[] PROBLEM = ("{\"message\":\"" + BodyLimitAdvice.TOO_LONG + "\"}")
		.getBytes(StandardCharsets.UTF_8);

	private final SingletonSupplier<String> path;

	/**
	 * Create a filter.
	 * @param path the path of the endpoint, which is asked for with the first request, or
	 * {@code null} if there is none
	 */
	public BodyLimitWebFilter(Supplier<@Nullable String> path) {
		this.path = SingletonSupplier.ofNullable(path);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (!isForEndpoint(exchange.getRequest())) {
			return chain.filter(exchange);
		}
		return DataBufferUtils.join(exchange.getRequest().getBody(), BodyLimitAdvice.MAX_BYTES)
			.map(BodyLimitWebFilter::content)
			.defaultIfEmpty(new byte[0])
			.map((content) -> exchange.mutate().request(new ReadRequest(exchange.getRequest(), content)).build())
			.onErrorResume(DataBufferLimitException.class, (ex) -> refuse(exchange.getResponse()))
			.flatMap(chain::filter);
	}

	private boolean isForEndpoint(ServerHttpRequest request) {
		String path = this.path.get();
		String asked = request.getPath().pathWithinApplication().value();
		return path != null && (asked.equals(path) || asked.startsWith(path + "/"));
	}

	private static byte[] content(DataBuffer body) {
		byte[] content = new byte[body.readableByteCount()];
		body.read(content);
		DataBufferUtils.release(body);
		return content;
	}

	private static Mono<ServerWebExchange> refuse(ServerHttpResponse response) {
		response.setStatusCode(HttpStatusCode.valueOf(BodyLimitAdvice.CONTENT_TOO_LARGE));
		response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
		return response.writeWith(Mono.just(response.bufferFactory().wrap(PROBLEM))).then(Mono.empty());
	}

	/**
	 * A request whose body has been read.
	 */
	private static final class ReadRequest extends ServerHttpRequestDecorator {

		private final byte[] content;

		ReadRequest(ServerHttpRequest delegate, byte[] content) {
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
