package io.github.failpoint.aop;

import java.util.List;

import io.github.failpoint.BootBatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.amqp.core.MessageProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.web.socket.TextMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the methods that users write for classes of Batch, Integration, Kafka,
 * RabbitMQ, JMS, Quartz, JAX-RS and WebSocket reach their failpoints, in the way in which
 * those call them.
 */
@ExtendWith(OutputCaptureExtension.class)
class LibraryBaseClassTests {

	private static final ConsumerRecord<String, String> CONSUMED = new ConsumerRecord<>("topic", 0, 0, "key", "value");

	private final List<BaseClass<?>> bases = List.of(base(BootBatch.Task.class, BootBatch.Task::run),
			base(BootBatch.CountingReader.class, BootBatch.CountingReader::run),
			base(BootBatch.Processor.class, (processor) -> processor.process("x")),
			base(BootBatch.Writer.class, BootBatch.Writer::run),
			base(BootBatch.StepListener.class, (listener) -> listener.beforeStep(null)),
			base(LibraryBaseClasses.Replying.class, (handler) -> handler.handleMessage(message())),
			base(LibraryBaseClasses.Handling.class, (handler) -> handler.handleMessage(message())),
			base(LibraryBaseClasses.Polled.class, (source) -> source.receive()),
			base(LibraryBaseClasses.Producing.class, (producer) -> {
				producer.start();
				producer.stop();
			}), base(LibraryBaseClasses.Splitting.class, (splitter) -> splitter.handleMessage(message())),
			base(LibraryBaseClasses.Transforming.class, (transformer) -> transformer.transform(message())),
			base(LibraryBaseClasses.Selecting.class, (selector) -> selector.accept(message())),
			base(LibraryBaseClasses.KafkaListening.class, (listener) -> listener.onMessage(CONSUMED)),
			base(LibraryBaseClasses.KafkaSeeking.class, (listener) -> listener.registerSeekCallback(null)),
			base(LibraryBaseClasses.KafkaErrors.class, (errors) -> errors.handleOne(null, CONSUMED, null, null)),
			base(LibraryBaseClasses.KafkaFilter.class, (filter) -> filter.filter(CONSUMED)),
			base(LibraryBaseClasses.KafkaInterceptor.class, (interceptor) -> interceptor.intercept(CONSUMED, null)),
			base(LibraryBaseClasses.RabbitListening.class, (listener) -> listener.onMessage(amqpMessage())),
			base(LibraryBaseClasses.RabbitConverter.class,
					(converter) -> converter.toMessage("x", new MessageProperties())),
			base(LibraryBaseClasses.RabbitAdapter.class, (adapter) -> adapter.onMessage(amqpMessage(), null)),
			base(LibraryBaseClasses.RabbitRecovering.class, (recoverer) -> recoverer.recover(amqpMessage(), null)),
			base(LibraryBaseClasses.JmsListening.class, (listener) -> listener.onMessage(null)),
			base(LibraryBaseClasses.JmsConverter.class, (converter) -> converter.toMessage("x", null)),
			base(LibraryBaseClasses.JmsErrors.class, (errors) -> errors.handleError(null)),
			base(LibraryBaseClasses.Resource.class, (resource) -> resource.get()),
			base(LibraryBaseClasses.RequestFilter.class, (filter) -> filter.filter(null)),
			base(LibraryBaseClasses.EntityListener.class, (listener) -> listener.beforeInsert("x")),
			base(LibraryBaseClasses.Advice.class, (advice) -> advice.handle(new IllegalStateException())),
			base(LibraryBaseClasses.BodyAdvice.class,
					(advice) -> advice.beforeBodyWrite("x", null, null, null, null, null)),
			base(LibraryBaseClasses.SocketHandler.class,
					(handler) -> handler.handleMessage(null, new TextMessage("x"))));

	@Test
	void eachReachesItsFailpoint(CapturedOutput output) {
		assertThat(this.bases).hasSizeGreaterThanOrEqualTo(30);
		BaseClass.assertReached(this.bases, Integration.class);
		assertThat(output).doesNotContain("never reaches it");
	}

	@Test
	void endpointOfAContainerIsLeftAloneAndNamed(CapturedOutput output) {
		FailpointContexts.runner().withBean(LibraryBaseClasses.Endpoint.class).run((context) -> {
			assertThat(context.getBean(LibraryBaseClasses.Endpoint.class))
				.hasSameClassAs(new LibraryBaseClasses.Endpoint());
			assertThat(output).contains("Failpoint \"Endpoint\"")
				.contains("never reaches it, since a container is handed its class, for @ServerEndpoint");
		});
	}

	private static <T> BaseClass<T> base(Class<T> type, BaseClass.Call<T> call) {
		return new BaseClass<>(type, call);
	}

	private static Message<String> message() {
		return MessageBuilder.withPayload("x").build();
	}

	private static org.springframework.amqp.core.Message amqpMessage() {
		return new org.springframework.amqp.core.Message(new byte[0], new MessageProperties());
	}

	@EnableIntegration
	@Configuration(proxyBeanMethods = false)
	static class Integration {

	}

}
