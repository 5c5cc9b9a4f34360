package io.github.failpoint.aop;

import io.github.failpoint.BootLine;
import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for failpoints of beans that refer to one another.
 */
class CircularReferenceFailpointTests {

	private final ApplicationContextRunner contextRunner = FailpointContexts.runner().withAllowCircularReferences(true);

	private final ApplicationContextRunner transactions = this.contextRunner
		.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, BootLine.DATA_SOURCE,
				BootLine.TRANSACTION_MANAGER, BootLine.TRANSACTION))
		.withPropertyValues("spring.datasource.generate-unique-name=true");

	@Test
	void plainBeanThatIsCreatedFirst() {
		this.contextRunner.withBean(Plain.class).withBean(Other.class).run(this::plainBeanActs);
	}

	@Test
	void plainBeanThatIsCreatedSecond() {
		this.contextRunner.withBean(Other.class).withBean(Plain.class).run(this::plainBeanActs);
	}

	@Test
	void plainBeanWhoseEqualsIsNeverTrue() {
		this.contextRunner.withBean(Odd.class).withBean(OddFriend.class).run((context) -> {
			FailpointContexts.registry(context).enable("odd", "throw(IllegalStateException)");
			Odd odd = context.getBean(Odd.class);
			assertThatIllegalStateException().isThrownBy(odd::run);
			assertThat(context.getBean(OddFriend.class).odd == odd).isTrue();
		});
	}

	@Test
	void transactionalBeanThatIsCreatedFirst() {
		this.transactions.withBean(Transacted.class).withBean(Friend.class).run(this::transactionalBeanActs);
	}

	@Test
	void transactionalBeanThatIsCreatedSecond() {
		this.transactions.withBean(Friend.class).withBean(Transacted.class).run(this::transactionalBeanActs);
	}

	private void plainBeanActs(ApplicationContext context) {
		Plain plain = context.getBean(Plain.class);
		assertThat(context.getBean(Other.class).plain()).isSameAs(plain);
		assertThat(FailpointContexts.chain(plain)).containsExactly("FailpointInterceptor");
		FailpointContexts.registry(context).enable("plain", "throw(IllegalStateException)");
		assertThatIllegalStateException().isThrownBy(plain::run);
	}

	private void transactionalBeanActs(ApplicationContext context) {
		Transacted transacted = context.getBean(Transacted.class);
		assertThat(context.getBean(Friend.class).transacted).isSameAs(transacted);
		assertThat(FailpointContexts.chain(transacted)).containsExactly("TransactionInterceptor",
				"FailpointInterceptor");
		FailpointContexts.registry(context)
			.enable("transacted",
					(call) -> call.returns(TransactionSynchronizationManager.isActualTransactionActive()));
		assertThat(transacted.run()).isTrue();
	}

	static class Plain {

		@Autowired
		private Other other;

		@Failpoint("plain")
		public int run() {
			return this.other.run();
		}

	}

	static class Other {

		@Autowired
		private Plain plain;

		@Failpoint("other")
		public int run() {
			return 1;
		}

		Plain plain() {
			return this.plain;
		}

	}

	static class Odd {

		@Autowired
		private OddFriend friend;

		@Failpoint("odd")
		public boolean run() {
			return this.friend != null;
		}

		@Override
		public boolean equals(Object other) {
			return false;
		}

		@Override
		public int hashCode() {
			return 1;
		}

	}

	static class OddFriend {

		@Autowired
		private Odd odd;

	}

	static class Transacted {

		@Autowired
		private Friend friend;

		@Transactional
		@Failpoint("transacted")
		public boolean run() {
			return this.friend == null;
		}

	}

	static class Friend {

		@Autowired
		private Transacted transacted;

	}

}
