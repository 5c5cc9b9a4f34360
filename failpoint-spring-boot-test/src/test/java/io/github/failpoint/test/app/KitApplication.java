package io.github.failpoint.test.app;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.annotation.EnableAsync;

/**
 * A small application.
 */
@SpringBootApplication
@EnableAsync
public class KitApplication {

	@Bean
	ContextPropagatingTaskDecorator taskDecorator() {
		return new ContextPropagatingTaskDecorator();
	}

}
