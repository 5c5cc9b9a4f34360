package io.github.failpoint.aop;

import java.time.Duration;

import io.github.failpoint.AwaitOutcome;
import io.github.failpoint.FailpointRegistry;
import org.junit.jupiter.api.Test;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.TriggerBuilder;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.scheduling.quartz.SpringBeanJobFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for failpoints of jobs, which a scheduler makes of their class for each run.
 */
class QuartzFailpointTests {

	@Test
	void jobThatTheSchedulerMakesReachesItsFailpoint() {
		FailpointContexts.runner().withUserConfiguration(Schedule.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("Job", "throw(IllegalStateException)");
			JobDetail job = JobBuilder.newJob(LibraryBaseClasses.Job.class).build();
			context.getBean(Scheduler.class).scheduleJob(job, TriggerBuilder.newTrigger().startNow().build());
			assertThat(registry.awaitTriggers("Job", 1, Duration.ofSeconds(30))).isEqualTo(AwaitOutcome.REACHED);
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Schedule {

		@Bean
		static SchedulerFactoryBean scheduler(ApplicationContext context) {
			SpringBeanJobFactory jobs = new SpringBeanJobFactory();
			jobs.setApplicationContext(context);
			SchedulerFactoryBean scheduler = new SchedulerFactoryBean();
			scheduler.setJobFactory(jobs);
			return scheduler;
		}

	}

}
