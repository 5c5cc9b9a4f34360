package io.github.failpoint.aop;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.text.ParseException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.failpoint.annotation.Failpoint;
import jakarta.persistence.AttributeConverter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.NotNull;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.config.AbstractFactoryBean;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.support.AbstractCacheManager;
import org.springframework.cache.support.AbstractValueAdaptingCache;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.domain.AuditorAware;
import org.springframework.format.Formatter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.jdbc.core.support.JdbcDaoSupport;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.jdbc.object.MappingSqlQuery;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.converter.AbstractMessageConverter;
import org.springframework.messaging.support.AbstractSubscribableChannel;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.AbstractUserDetailsAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.filter.AbstractRequestLoggingFilter;
import org.springframework.web.filter.GenericFilterBean;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.handler.ResponseStatusExceptionHandler;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.handler.AbstractHandlerExceptionResolver;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.mvc.AbstractController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.view.AbstractView;

/**
 * What users extend and implement, each with a failpoint on the method that they write.
 * The name of each is that of its class.
 */
final class BaseClasses {

	private BaseClasses() {
	}

	static class OnceFilter extends OncePerRequestFilter {

		@Override
		@Failpoint("OnceFilter")
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
		}

	}

	static class PlainFilter extends GenericFilterBean {

		@Override
		@Failpoint("PlainFilter")
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {
		}

	}

	static class LoggingFilter extends AbstractRequestLoggingFilter {

		@Override
		@Failpoint("LoggingFilter")
		protected void beforeRequest(HttpServletRequest request, String message) {
		}

		@Override
		protected void afterRequest(HttpServletRequest request, String message) {
		}

	}

	static class EtagFilter extends ShallowEtagHeaderFilter {

		@Override
		@Failpoint("EtagFilter")
		protected boolean isEligibleForEtag(HttpServletRequest request, HttpServletResponse response, int status,
				java.io.InputStream body) {
			return false;
		}

	}

	static class Servlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		@Failpoint("Servlet")
		protected void doGet(HttpServletRequest request, HttpServletResponse response) {
		}

	}

	static class Controller extends AbstractController {

		@Override
		@Failpoint("Controller")
		protected ModelAndView handleRequestInternal(HttpServletRequest request, HttpServletResponse response) {
			return new ModelAndView("x");
		}

	}

	static class View extends AbstractView {

		@Override
		@Failpoint("View")
		protected void renderMergedOutputModel(Map<String, Object> model, HttpServletRequest request,
				HttpServletResponse response) {
		}

	}

	static class HttpConverter extends AbstractHttpMessageConverter<String> {

		HttpConverter() {
			super(StandardCharsets.UTF_8, MediaType.ALL);
		}

		@Override
		protected boolean supports(Class<?> type) {
			return true;
		}

		@Override
		@Failpoint("HttpConverter")
		protected String readInternal(Class<? extends String> type, HttpInputMessage message) {
			return "read";
		}

		@Override
		protected void writeInternal(String text, HttpOutputMessage message) {
		}

	}

	static class ExceptionHandling extends ResponseEntityExceptionHandler {

		@Override
		@Failpoint("ExceptionHandling")
		protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(HttpRequestMethodNotSupportedException ex,
				HttpHeaders headers, HttpStatusCode status, WebRequest request) {
			return ResponseEntity.status(status).build();
		}

	}

	static class ExceptionResolver extends AbstractHandlerExceptionResolver {

		@Override
		@Failpoint("ExceptionResolver")
		protected ModelAndView doResolveException(HttpServletRequest request, HttpServletResponse response,
				Object handler, Exception ex) {
			return new ModelAndView("x");
		}

	}

	static class Mapping extends AbstractHandlerMapping {

		@Override
		@Failpoint("Mapping")
		protected Object getHandlerInternal(HttpServletRequest request) {
			return null;
		}

	}

	static class Interceptor implements HandlerInterceptor {

		@Override
		@Failpoint("Interceptor")
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
			return true;
		}

	}

	static class Initializer implements ServletContextInitializer {

		@Override
		@Failpoint("Initializer")
		public void onStartup(ServletContext context) {
		}

	}

	static class SessionListener implements HttpSessionListener {

		@Override
		@Failpoint("SessionListener")
		public void sessionCreated(HttpSessionEvent event) {
		}

	}

	static class ReactiveFilter implements WebFilter {

		@Override
		@Failpoint("ReactiveFilter")
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			return Mono.empty();
		}

	}

	static class ReactiveStatus extends ResponseStatusExceptionHandler {

		@Override
		@Failpoint("ReactiveStatus")
		protected HttpStatusCode determineStatus(Throwable ex) {
			return HttpStatus.CONFLICT;
		}

	}

	static class ClientInterceptor implements ClientHttpRequestInterceptor {

		@Override
		@Failpoint("ClientInterceptor")
		public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
			return null;
		}

	}

	static class DetailsProvider extends AbstractUserDetailsAuthenticationProvider {

		@Override
		protected void additionalAuthenticationChecks(UserDetails details,
				UsernamePasswordAuthenticationToken authentication) {
		}

		@Override
		@Failpoint("DetailsProvider")
		protected UserDetails retrieveUser(String name, UsernamePasswordAuthenticationToken authentication) {
			return new User(name, "", List.of());
		}

	}

	static class LoginFilter extends AbstractAuthenticationProcessingFilter {

		LoginFilter() {
			super((request) -> true, (authentication) -> authentication);
		}

		@Override
		@Failpoint("LoginFilter")
		public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
			return null;
		}

	}

	static class PreAuthenticated extends AbstractPreAuthenticatedProcessingFilter {

		PreAuthenticated() {
			setAuthenticationManager((authentication) -> authentication);
		}

		@Override
		@Failpoint("PreAuthenticated")
		protected Object getPreAuthenticatedPrincipal(HttpServletRequest request) {
			return null;
		}

		@Override
		protected Object getPreAuthenticatedCredentials(HttpServletRequest request) {
			return null;
		}

	}

	static class SuccessHandler extends SimpleUrlAuthenticationSuccessHandler {

		@Override
		@Failpoint("SuccessHandler")
		protected String determineTargetUrl(HttpServletRequest request, HttpServletResponse response) {
			return "/x";
		}

	}

	static class Users implements UserDetailsService {

		@Override
		@Failpoint("Users")
		public UserDetails loadUserByUsername(String name) {
			return new User(name, "", List.of());
		}

	}

	static class Provider implements AuthenticationProvider {

		@Override
		@Failpoint("Provider")
		public Authentication authenticate(Authentication authentication) {
			return authentication;
		}

		@Override
		public boolean supports(Class<?> type) {
			return true;
		}

	}

	static class Contributor implements InfoContributor {

		@Override
		@Failpoint("Contributor")
		public void contribute(Info.Builder builder) {
		}

	}

	@SuppressWarnings("removal")
	static class Dao extends JdbcDaoSupport {

		Dao() {
			setDataSource(new Routing());
		}

		@Failpoint("Dao")
		public boolean isReady() {
			return getJdbcTemplate() != null;
		}

	}

	static class Routing extends AbstractRoutingDataSource {

		Routing() {
			setTargetDataSources(Map.of());
			setDefaultTargetDataSource(new Source());
		}

		@Override
		@Failpoint("Routing")
		protected Object determineCurrentLookupKey() {
			return "x";
		}

	}

	static class Source extends AbstractDataSource {

		@Override
		@Failpoint("Source")
		public Connection getConnection() {
			return null;
		}

		@Override
		public Connection getConnection(String user, String password) {
			return null;
		}

	}

	static class Query extends MappingSqlQuery<String> {

		Query() {
			super(new Source(), "select");
		}

		@Override
		@Failpoint("Query")
		protected String mapRow(ResultSet rows, int number) {
			return "row";
		}

		List<String> map(ResultSet rows) throws Exception {
			return newRowMapper(null, null).mapRow(rows, 0).lines().toList();
		}

	}

	static class Transactions extends InPlaceTests.NoTransactions {

		private static final long serialVersionUID = 1L;

		@Override
		@Failpoint("Transactions")
		protected void doCommit(org.springframework.transaction.support.DefaultTransactionStatus status) {
		}

	}

	static class Synchronization implements TransactionSynchronization {

		@Override
		@Failpoint("Synchronization")
		public void beforeCommit(boolean readOnly) {
		}

	}

	static class Auditor implements AuditorAware<String> {

		@Override
		@Failpoint("Auditor")
		public Optional<String> getCurrentAuditor() {
			return Optional.of("Ada");
		}

	}

	static class ColumnConverter implements AttributeConverter<String, String> {

		@Override
		@Failpoint("ColumnConverter")
		public String convertToDatabaseColumn(String attribute) {
			return attribute;
		}

		@Override
		public String convertToEntityAttribute(String column) {
			return column;
		}

	}

	static class Listener implements ApplicationListener<Listener.Happened> {

		@Override
		@Failpoint("Listener")
		public void onApplicationEvent(Happened event) {
		}

		static class Happened extends ApplicationEvent {

			private static final long serialVersionUID = 1L;

			Happened() {
				super("x");
			}

		}

	}

	static class Made extends AbstractFactoryBean<StringBuilder> {

		Made() {
			setSingleton(false);
		}

		@Override
		public Class<?> getObjectType() {
			return StringBuilder.class;
		}

		@Override
		@Failpoint("Made")
		protected StringBuilder createInstance() {
			return new StringBuilder();
		}

	}

	static class TextConverter implements Converter<String, Integer> {

		@Override
		@Failpoint("TextConverter")
		public Integer convert(String source) {
			return 1;
		}

	}

	static class TextFormatter implements Formatter<Integer> {

		@Override
		@Failpoint("TextFormatter")
		public Integer parse(String text, Locale locale) throws ParseException {
			return 1;
		}

		@Override
		public String print(Integer number, Locale locale) {
			return "1";
		}

	}

	static class Constraint implements ConstraintValidator<NotNull, String> {

		@Override
		@Failpoint("Constraint")
		public boolean isValid(String value, ConstraintValidatorContext context) {
			return true;
		}

	}

	static class Validation implements Validator {

		@Override
		public boolean supports(Class<?> type) {
			return true;
		}

		@Override
		@Failpoint("Validation")
		public void validate(Object target, Errors errors) {
		}

	}

	static class MessageConverting extends AbstractMessageConverter {

		MessageConverting() {
			super(org.springframework.util.MimeTypeUtils.TEXT_PLAIN);
		}

		@Override
		protected boolean supports(Class<?> type) {
			return true;
		}

		@Override
		@Failpoint("MessageConverting")
		protected Object convertFromInternal(Message<?> message, Class<?> type, Object hint) {
			return "x";
		}

	}

	static class Interceptors implements ChannelInterceptor {

		@Override
		@Failpoint("Interceptors")
		public Message<?> preSend(Message<?> message, MessageChannel channel) {
			return message;
		}

	}

	static class Channel extends AbstractSubscribableChannel {

		@Override
		@Failpoint("Channel")
		protected boolean sendInternal(Message<?> message, long timeout) {
			return true;
		}

	}

	static class Executor extends ThreadPoolTaskExecutor {

		private static final long serialVersionUID = 1L;

		@Override
		@Failpoint("Executor")
		public void execute(Runnable task) {
			super.execute(task);
		}

	}

	static class Caches extends AbstractCacheManager {

		@Override
		@Failpoint("Caches")
		protected Collection<? extends Cache> loadCaches() {
			return List.of();
		}

	}

	static class OneCache extends AbstractValueAdaptingCache {

		OneCache() {
			super(true);
		}

		@Override
		public String getName() {
			return "one";
		}

		@Override
		public Object getNativeCache() {
			return this;
		}

		@Override
		@Failpoint("OneCache")
		protected Object lookup(Object key) {
			return null;
		}

		@Override
		public <T> T get(Object key, java.util.concurrent.Callable<T> loader) {
			return null;
		}

		@Override
		public void put(Object key, Object value) {
		}

		@Override
		public void evict(Object key) {
		}

		@Override
		public void clear() {
		}

	}

	static class Keys implements KeyGenerator {

		@Override
		@Failpoint("Keys")
		public Object generate(Object target, Method method, Object... parameters) {
			return "key";
		}

	}

	static class Work implements java.util.concurrent.Callable<String>, Runnable {

		@Override
		public String call() throws IOException {
			return "x";
		}

		@Override
		@Failpoint("Work")
		public void run() {
		}

	}

	static class Thread1 extends Thread {

		@Override
		@Failpoint("Thread1")
		public void run() {
		}

	}

}
