package io.github.failpoint.aop;

import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;

import io.github.failpoint.BootHealth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.mock.http.MockHttpInputMessage;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockFilterConfig;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.filter.GenericFilterBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the methods that users write for base classes reach their failpoints, in the
 * way in which those classes call them, and that the beans are as they would be without.
 */
@ExtendWith(OutputCaptureExtension.class)
class BaseClassTests {

	private static final UsernamePasswordAuthenticationToken TOKEN = new UsernamePasswordAuthenticationToken("Ada",
			"x");

	private final List<BaseClass<?>> bases = List.of(filter(BaseClasses.OnceFilter.class),
			filter(BaseClasses.PlainFilter.class), filter(BaseClasses.LoggingFilter.class),
			filter(BaseClasses.EtagFilter.class), filter(BaseClasses.LoginFilter.class),
			filter(BaseClasses.PreAuthenticated.class),
			base(BaseClasses.Servlet.class, (servlet) -> servlet.service(get(), new MockHttpServletResponse())),
			base(BaseClasses.Controller.class,
					(controller) -> controller.handleRequest(get(), new MockHttpServletResponse())),
			base(BaseClasses.View.class, (view) -> view.render(Map.of(), get(), new MockHttpServletResponse())),
			base(BaseClasses.HttpConverter.class,
					(converter) -> converter.read(String.class, new MockHttpInputMessage(new byte[0]))),
			base(BaseClasses.ExceptionHandling.class,
					(handling) -> handling.handleException(new HttpRequestMethodNotSupportedException("GET"),
							new ServletWebRequest(get()))),
			base(BaseClasses.ExceptionResolver.class,
					(resolver) -> resolver.resolveException(get(), new MockHttpServletResponse(), null,
							new IllegalStateException())),
			base(BaseClasses.Mapping.class, (mapping) -> mapping.getHandler(get())),
			base(BaseClasses.Interceptor.class,
					(interceptor) -> interceptor.preHandle(get(), new MockHttpServletResponse(), "x")),
			base(BaseClasses.Initializer.class, (initializer) -> initializer.onStartup(get().getServletContext())),
			base(BaseClasses.SessionListener.class, (listener) -> listener.sessionCreated(null)),
			base(BaseClasses.ReactiveFilter.class, (filter) -> filter.filter(exchange(), null).block()),
			base(BaseClasses.ReactiveStatus.class,
					(handler) -> handler.handle(exchange(), new IllegalStateException()).block()),
			base(BaseClasses.ClientInterceptor.class, (interceptor) -> interceptor.intercept(null, null, null)),
			base(BaseClasses.DetailsProvider.class, (provider) -> provider.authenticate(TOKEN)),
			base(BaseClasses.SuccessHandler.class,
					(handler) -> handler.onAuthenticationSuccess(get(), new MockHttpServletResponse(), TOKEN)),
			base(BaseClasses.Users.class, (users) -> users.loadUserByUsername("Ada")),
			base(BaseClasses.Provider.class, (provider) -> provider.authenticate(TOKEN)),
			base(BaseClasses.Contributor.class, (contributor) -> contributor.contribute(new Info.Builder())),
			base(BaseClasses.Dao.class, (dao) -> assertThat(dao.isReady() && dao.getJdbcTemplate() != null).isTrue()),
			base(BaseClasses.Routing.class, (routing) -> routing.getConnection()),
			base(BaseClasses.Source.class, (source) -> source.getConnection()),
			base(BaseClasses.Query.class, (query) -> query.map(rows())),
			base(BaseClasses.Transactions.class,
					(transactions) -> new TransactionTemplate(transactions).execute((status) -> null)),
			base(BaseClasses.Synchronization.class, (synchronization) -> synchronization.beforeCommit(false)),
			base(BaseClasses.Auditor.class, (auditor) -> auditor.getCurrentAuditor()),
			base(BaseClasses.ColumnConverter.class, (converter) -> converter.convertToDatabaseColumn("x")),
			base(BaseClasses.Listener.class,
					(listener) -> listener.onApplicationEvent(new BaseClasses.Listener.Happened())),
			base(BaseClasses.TextConverter.class, (converter) -> converter.convert("x")),
			base(BaseClasses.TextFormatter.class, (formatter) -> formatter.parse("x", Locale.ROOT)),
			base(BaseClasses.Constraint.class, (constraint) -> constraint.isValid("x", null)),
			base(BaseClasses.Validation.class, (validation) -> validation.validate("x", null)),
			base(BaseClasses.MessageConverting.class,
					(converter) -> converter.fromMessage(MessageBuilder.withPayload("x").build(), String.class)),
			base(BaseClasses.Interceptors.class,
					(interceptors) -> interceptors.preSend(MessageBuilder.withPayload("x").build(), null)),
			base(BaseClasses.Channel.class, (channel) -> channel.send(MessageBuilder.withPayload("x").build())),
			base(BaseClasses.Executor.class, BaseClassTests::submit),
			base(BaseClasses.Caches.class, (caches) -> caches.initializeCaches()),
			base(BaseClasses.OneCache.class, (cache) -> cache.get("x")),
			base(BaseClasses.Keys.class, (keys) -> keys.generate("x", null)),
			base(BaseClasses.Work.class, (work) -> work.run()),
			base(BaseClasses.Thread1.class, (thread) -> thread.run()));

	@Test
	void eachReachesItsFailpoint(CapturedOutput output) {
		assertThat(this.bases).hasSizeGreaterThanOrEqualTo(45);
		BaseClass.assertReached(this.bases);
		assertThat(output).doesNotContain("never reaches it");
	}

	@Test
	void factoryThatIsThereBeforeFailpointsAreIsNamed(CapturedOutput output) {
		FailpointContexts.runner().withBean("made", BaseClasses.Made.class).run((context) -> {
			assertThat(context.getBean("made")).isInstanceOf(StringBuilder.class);
			assertThat(output).containsOnlyOnce(
					"Failpoint \"Made\": " + BaseClasses.Made.class.getName() + ".createInstance() never reaches it");
		});
	}

	@Test
	void healthIndicatorGoesDown() {
		FailpointContexts.runner().withBean(BootHealth.Indicator.class).run((context) -> {
			BootHealth.Indicator indicator = context.getBean(BootHealth.Indicator.class);
			assertThat(BootHealth.status(indicator)).isEqualTo("UP");
			FailpointContexts.registry(context).enable("health", "throw(IllegalStateException)");
			assertThat(BootHealth.status(indicator)).isEqualTo("DOWN");
			FailpointContexts.registry(context).disable("health");
			assertThat(BootHealth.status(indicator)).isEqualTo("UP");
		});
	}

	private static <T extends GenericFilterBean> BaseClass<T> filter(Class<T> type) {
		return base(type, (filter) -> {
			filter.init(new MockFilterConfig());
			filter.doFilter(get(), new MockHttpServletResponse(), new MockFilterChain());
		});
	}

	private static <T> BaseClass<T> base(Class<T> type, BaseClass.Call<T> call) {
		return new BaseClass<>(type, call);
	}

	private static MockHttpServletRequest get() {
		return new MockHttpServletRequest("GET", "/x");
	}

	private static MockServerWebExchange exchange() {
		return MockServerWebExchange.from(MockServerHttpRequest.get("/x"));
	}

	private static ResultSet rows() {
		return (ResultSet) Proxy.newProxyInstance(ResultSet.class.getClassLoader(), new Class<?>[] { ResultSet.class },
				(proxy, method, arguments) -> null);
	}

	private static void submit(BaseClasses.Executor executor) throws InterruptedException {
		Semaphore done = new Semaphore(0);
		executor.execute(done::release);
		done.acquire();
	}

}
