package io.github.failpoint.aop;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;

/**
 * Gives beans that listen to messages their failpoints before other post-processors
 * register them as listeners. Those of Kafka and RabbitMQ keep the object that they are
 * shown, and are {@code Ordered}, so that they come before the
 * {@link FailpointAnnotationBeanPostProcessor}.
 *
 * @since 0.1.0
 */
public final class MessageListenerBeanPostProcessor implements BeanPostProcessor, Ordered {

	private final FailpointAnnotationBeanPostProcessor failpoints;

	/**
	 * Create a post-processor.
	 * @param failpoints advises the beans
	 */
	public MessageListenerBeanPostProcessor(FailpointAnnotationBeanPostProcessor failpoints) {
		this.failpoints = failpoints;
	}

	/**
	 * As late as possible, so that what is a proxy by then gets no second one.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 1;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return this.failpoints.adviseListener(bean, beanName);
	}

}
