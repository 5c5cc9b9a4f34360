package io.github.failpoint.aop;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/**
 * Recognises the interfaces of Feign clients, and what stands in for them.
 */
final class FeignClients {

	private static final String ANNOTATION = "org.springframework.cloud.openfeign.FeignClient";

	private FeignClients() {
	}

	/**
	 * Whether a class is not the client, but what answers when that fails.
	 */
	static boolean isImplementedBy(Class<?> type) {
		return ClassUtils.getAllInterfacesForClassAsSet(type)
			.stream()
			.anyMatch((implemented) -> MergedAnnotations.from(implemented).isPresent(ANNOTATION));
	}

}
