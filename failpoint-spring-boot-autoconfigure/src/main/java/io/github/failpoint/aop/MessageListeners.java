package io.github.failpoint.aop;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ReflectionUtils;

/**
 * Recognises the types whose methods are called by whoever brings messages.
 */
final class MessageListeners {

	/**
	 * Stands on the listener annotations of Kafka, RabbitMQ, Pulsar, JMS and SQS.
	 */
	private static final String MESSAGE_MAPPING = "org.springframework.messaging.handler.annotation.MessageMapping";

	private static final String INTEGRATION = "org.springframework.integration.annotation";

	private MessageListeners() {
	}

	static boolean isListener(Class<?> type) {
		ReflectionUtils.MethodFilter listening = MessageListeners::isListening;
		return isListening(type) || !MethodIntrospector.selectMethods(type, listening).isEmpty();
	}

	private static boolean isListening(AnnotatedElement element) {
		return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY)
			.stream()
			.map(MergedAnnotation::getType)
			.anyMatch(MessageListeners::isListening);
	}

	private static boolean isListening(Class<? extends Annotation> annotation) {
		return annotation.getName().equals(MESSAGE_MAPPING) || annotation.getPackageName().equals(INTEGRATION);
	}

}
