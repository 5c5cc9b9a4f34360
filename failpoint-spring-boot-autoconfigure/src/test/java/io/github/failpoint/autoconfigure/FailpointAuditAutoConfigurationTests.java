package io.github.failpoint.autoconfigure;

import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.failpoint.EnableOptions;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointScope;
import io.github.failpoint.SiteSignature;
import io.github.failpoint.actuate.audit.CallerInvokerAdvisor;
import io.github.failpoint.actuate.audit.FailpointAuditor;
import io.github.failpoint.actuate.audit.ServletWebRequest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailpointAuditAutoConfiguration}.
 */
class FailpointAuditAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(FailpointAutoConfiguration.class,
			FailpointAuditAutoConfiguration.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
		.withBean(Trail.class);

	@Test
	void publishesWhatCodeChanges() {
		this.runner.run((context) -> {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			registry.enable("a", "off", EnableOptions.defaults().withReason("Trial"));
			registry.enable("a", (call) -> {
			});
			registry.disable("a");
			List<AuditEvent> events = context.getBean(Trail.class).all();
			assertThat(events).extracting(AuditEvent::getPrincipal).containsOnly("");
			assertThat(events).extracting(AuditEvent::getType)
				.containsExactly(FailpointAuditor.FAILPOINT_ENABLED, FailpointAuditor.FAILPOINT_ENABLED,
						FailpointAuditor.FAILPOINT_DISABLED);
			assertThat(events).extracting(AuditEvent::getData)
				.containsExactly(Map.of("failpoint", "a", "terms", "off", "source", "code", "reason", "Trial"),
						Map.of("failpoint", "a", "previousTerms", "off", "terms", "a callback", "source", "code"),
						Map.of("failpoint", "a", "previousTerms", "a callback"));
		});
	}

	@Test
	void publishesOnceWhatIsInForceAtTheStart() {
		this.runner.withPropertyValues("failpoint.points.a=off", "failpoint.points.b=throw(FileNotFoundException)")
			.withBean(ReadingHandle.class)
			.run((context) -> {
				List<AuditEvent> events = context.getBean(Trail.class).all();
				assertThat(events).extracting(AuditEvent::getPrincipal).containsOnly("system");
				assertThat(events).extracting(AuditEvent::getType).containsOnly(FailpointAuditor.FAILPOINT_ENABLED);
				assertThat(events).extracting(AuditEvent::getData)
					.containsExactly(Map.of("failpoint", "a", "terms", "off", "source", "properties"),
							Map.of("failpoint", "b", "terms", "throw(FileNotFoundException)", "source", "properties"));
				context.getBean(FailpointRegistry.class).enable("a", "pause");
				assertThat(context.getBean(Trail.class).all().get(2).getPrincipal()).isEmpty();
			});
	}

	@Test
	void publishesTheEndOfASetting() {
		this.runner.run((context) -> {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			registry.enable("a", "off");
			registry.enable("a", "pause", Duration.ofMillis(20));
			Trail trail = context.getBean(Trail.class);
			trail.next();
			assertThat(trail.next().getData()).containsEntry("ttl", "PT0.02S");
			AuditEvent expired = trail.next();
			assertThat(expired.getType()).isEqualTo(FailpointAuditor.FAILPOINT_EXPIRED);
			assertThat(expired.getData())
				.isEqualTo(Map.of("failpoint", "a", "previousTerms", "pause", "terms", "off", "source", "code"));
		});
	}

	@Test
	void leavesScopesOut() {
		this.runner.run((context) -> {
			FailpointRegistry registry = context.getBean(FailpointRegistry.class);
			registry.enable("a", "off");
			try (FailpointScope scope = registry.openScope()) {
				scope.enable("a", "pause");
				scope.enable("a", "yield");
				scope.disable("a");
				scope.enable("a", "pause");
			}
			registry.disable("a");
			assertThat(context.getBean(Trail.class).all()).extracting(AuditEvent::getType)
				.containsExactly(FailpointAuditor.FAILPOINT_ENABLED, FailpointAuditor.FAILPOINT_DISABLED);
		});
	}

	@Test
	void tellsWhoseRequestItWas() {
		new WebApplicationContextRunner().withConfiguration(CONFIGURATIONS).withBean(Trail.class).run((context) -> {
			MockHttpServletRequest request = new MockHttpServletRequest();
			request.setRemoteAddr("192.0.2.1");
			request.setUserPrincipal(() -> "admin");
			RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
			try {
				context.getBean(FailpointRegistry.class).enable("a", "off");
			}
			finally {
				RequestContextHolder.resetRequestAttributes();
			}
			AuditEvent event = context.getBean(Trail.class).next();
			assertThat(event.getPrincipal()).isEqualTo("admin");
			assertThat(event.getData()).containsEntry("remoteAddress", "192.0.2.1");
		});
	}

	@Test
	void aContextBelowDoesNotPublishAgain() {
		this.runner.run((parent) -> new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withParent(parent)
			.run((child) -> {
				child.getBean(FailpointRegistry.class).enable("a", "off");
				assertThat(parent.getBean(Trail.class).all()).hasSize(1);
			}));
	}

	@Test
	void backsOffWithoutActuator() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("failpointAuditor")
				.doesNotHaveBean("failpointCallerInvokerAdvisor"));
	}

	@Test
	void backsOffWhenFailpointsAreSwitchedOff() {
		this.runner.withPropertyValues("failpoint.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FailpointAuditor.class)
				.doesNotHaveBean(CallerInvokerAdvisor.class));
	}

	@Test
	void needsNoServletsInAReactiveApplication() {
		new ReactiveWebApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.springframework.web.servlet"))
			.run((context) -> assertThat(context).hasSingleBean(FailpointAuditor.class)
				.doesNotHaveBean(ServletWebRequest.class));
	}

	/**
	 * Declares the exception that its setting waits for.
	 */
	static final class ReadingHandle {

		ReadingHandle(FailpointRegistry registry) {
			registry.declare("b",
					new SiteSignature("Reader.read()", String.class, List.of(FileNotFoundException.class)));
		}

	}

	/**
	 * Keeps the events.
	 */
	static final class Trail implements ApplicationListener<AuditApplicationEvent> {

		private final BlockingQueue<AuditEvent> events = new LinkedBlockingQueue<>();

		@Override
		public void onApplicationEvent(AuditApplicationEvent event) {
			this.events.add(event.getAuditEvent());
		}

		AuditEvent next() throws InterruptedException {
			AuditEvent event = this.events.poll(10, TimeUnit.MINUTES);
			assertThat(event).isNotNull();
			return event;
		}

		List<AuditEvent> all() {
			return List.copyOf(this.events);
		}

	}

}
