package io.github.failpoint.aop;

import io.github.failpoint.annotation.Failpoint;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import jakarta.persistence.PrePersist;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.quartz.JobExecutionContext;

import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.retry.MessageRecoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.integration.core.MessageSelector;
import org.springframework.integration.endpoint.AbstractMessageSource;
import org.springframework.integration.endpoint.MessageProducerSupport;
import org.springframework.integration.handler.AbstractMessageHandler;
import org.springframework.integration.handler.AbstractReplyProducingMessageHandler;
import org.springframework.integration.splitter.AbstractMessageSplitter;
import org.springframework.integration.transformer.AbstractTransformer;
import org.springframework.kafka.listener.AbstractConsumerSeekAware;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.listener.RecordInterceptor;
import org.springframework.kafka.listener.adapter.RecordFilterStrategy;
import org.springframework.scheduling.quartz.QuartzJobBean;
import org.springframework.util.ErrorHandler;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.standard.SpringConfigurator;

/**
 * What users extend and implement of libraries beside Spring's own: each with a failpoint
 * on the method that they write. The name of each is that of its class.
 */
final class LibraryBaseClasses {

	private LibraryBaseClasses() {
	}

	static class Job extends QuartzJobBean {

		@Override
		@Failpoint("Job")
		protected void executeInternal(JobExecutionContext context) {
		}

	}

	static class Replying extends AbstractReplyProducingMessageHandler {

		Replying() {
			setRequiresReply(false);
		}

		@Override
		@Failpoint("Replying")
		protected Object handleRequestMessage(org.springframework.messaging.Message<?> request) {
			return null;
		}

	}

	static class Handling extends AbstractMessageHandler {

		@Override
		@Failpoint("Handling")
		protected void handleMessageInternal(org.springframework.messaging.Message<?> message) {
		}

	}

	static class Polled extends AbstractMessageSource<String> {

		@Override
		@Failpoint("Polled")
		protected Object doReceive() {
			return "x";
		}

		@Override
		public String getComponentType() {
			return "polled";
		}

	}

	static class Producing extends MessageProducerSupport {

		Producing() {
			setAutoStartup(false);
			setOutputChannel((message, timeout) -> true);
		}

		@Override
		@Failpoint("Producing")
		protected void doStart() {
		}

	}

	static class Splitting extends AbstractMessageSplitter {

		Splitting() {
			setOutputChannel((message, timeout) -> true);
		}

		@Override
		@Failpoint("Splitting")
		protected Object splitMessage(org.springframework.messaging.Message<?> message) {
			return message.getPayload();
		}

	}

	static class Transforming extends AbstractTransformer {

		@Override
		@Failpoint("Transforming")
		protected Object doTransform(org.springframework.messaging.Message<?> message) {
			return message.getPayload();
		}

		@Override
		public String getComponentType() {
			return "transforming";
		}

	}

	static class Selecting implements MessageSelector {

		@Override
		@Failpoint("Selecting")
		public boolean accept(org.springframework.messaging.Message<?> message) {
			return true;
		}

	}

	static class KafkaListening implements org.springframework.kafka.listener.MessageListener<String, String> {

		@Override
		@Failpoint("KafkaListening")
		public void onMessage(ConsumerRecord<String, String> consumed) {
		}

	}

	static class KafkaSeeking extends AbstractConsumerSeekAware {

		@Override
		@Failpoint("KafkaSeeking")
		public void registerSeekCallback(ConsumerSeekCallback callback) {
		}

	}

	static class KafkaErrors implements CommonErrorHandler {

		@Override
		@Failpoint("KafkaErrors")
		public boolean handleOne(Exception thrown, ConsumerRecord<?, ?> consumed, Consumer<?, ?> consumer,
				MessageListenerContainer container) {
			return true;
		}

	}

	static class KafkaFilter implements RecordFilterStrategy<String, String> {

		@Override
		@Failpoint("KafkaFilter")
		public boolean filter(ConsumerRecord<String, String> consumed) {
			return false;
		}

	}

	static class KafkaInterceptor implements RecordInterceptor<String, String> {

		@Override
		@Failpoint("KafkaInterceptor")
		public ConsumerRecord<String, String> intercept(ConsumerRecord<String, String> consumed,
				Consumer<String, String> consumer) {
			return consumed;
		}

	}

	static class RabbitListening implements org.springframework.amqp.core.MessageListener {

		@Override
		@Failpoint("RabbitListening")
		public void onMessage(org.springframework.amqp.core.Message message) {
		}

	}

	static class RabbitConverter extends org.springframework.amqp.support.converter.AbstractMessageConverter {

		@Override
		@Failpoint("RabbitConverter")
		protected org.springframework.amqp.core.Message createMessage(Object object, MessageProperties properties) {
			return new org.springframework.amqp.core.Message(new byte[0], properties);
		}

		@Override
		public Object fromMessage(org.springframework.amqp.core.Message message) {
			return "x";
		}

	}

	static class RabbitAdapter extends org.springframework.amqp.rabbit.listener.adapter.MessageListenerAdapter {

		@Failpoint("RabbitAdapter")
		public void handleMessage(byte[] body) {
		}

	}

	static class RabbitRecovering implements MessageRecoverer {

		@Override
		@Failpoint("RabbitRecovering")
		public void recover(org.springframework.amqp.core.Message message, Throwable cause) {
		}

	}

	static class JmsListening implements MessageListener {

		@Override
		@Failpoint("JmsListening")
		public void onMessage(Message message) {
		}

	}

	static class JmsConverter extends org.springframework.jms.support.converter.SimpleMessageConverter {

		@Override
		@Failpoint("JmsConverter")
		protected jakarta.jms.TextMessage createMessageForString(String text, Session session) {
			return null;
		}

	}

	static class JmsErrors implements ErrorHandler {

		@Override
		@Failpoint("JmsErrors")
		public void handleError(Throwable thrown) {
		}

	}

	@Path("/x")
	static class Resource {

		@GET
		@Failpoint("Resource")
		public String get() {
			return "x";
		}

	}

	static class RequestFilter implements ContainerRequestFilter {

		@Override
		@Failpoint("RequestFilter")
		public void filter(ContainerRequestContext context) {
		}

	}

	static class EntityListener {

		@PrePersist
		@Failpoint("EntityListener")
		public void beforeInsert(Object entity) {
		}

	}

	@ControllerAdvice
	static class Advice {

		@ExceptionHandler(IllegalStateException.class)
		@Failpoint("Advice")
		public String handle(IllegalStateException ex) {
			return "x";
		}

	}

	@ControllerAdvice
	static class BodyAdvice implements ResponseBodyAdvice<Object> {

		@Override
		public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
			return true;
		}

		@Override
		@Failpoint("BodyAdvice")
		public Object beforeBodyWrite(Object body, MethodParameter returned, MediaType mediaType,
				Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request,
				ServerHttpResponse response) {
			return body;
		}

	}

	static class SocketHandler extends TextWebSocketHandler {

		@Override
		@Failpoint("SocketHandler")
		protected void handleTextMessage(WebSocketSession session, TextMessage message) {
		}

	}

	@ServerEndpoint(value = "/x", configurator = SpringConfigurator.class)
	static class Endpoint {

		@OnOpen
		@Failpoint("Endpoint")
		public void opened() {
		}

	}

}
