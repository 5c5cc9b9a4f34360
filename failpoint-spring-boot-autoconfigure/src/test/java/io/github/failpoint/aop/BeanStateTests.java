package io.github.failpoint.aop;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.aop.elsewhere.Cabinet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.util.AopTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for beans with state behind their proxies, which have none.
 */
@ExtendWith(OutputCaptureExtension.class)
class BeanStateTests {

	private final ApplicationContextRunner contextRunner = FailpointContexts.runner();

	@Test
	void accessorsReadAndWriteTheFieldsOfTheBean() {
		this.contextRunner.withBean(Account.class).run((context) -> {
			Account account = context.getBean(Account.class);
			account.setOwner("Ada");
			account.deposit(5);
			FailpointContexts.registry(context).enable("account.deposit", "1*off->return");
			account.deposit(7);
			account.deposit(9);
			assertThat(account.getOwner()).isEqualTo("Ada");
			assertThat(account.balance()).isEqualTo(12);
			assertThat(account.limit()).isEqualTo(100);
			Account bean = AopTestUtils.getUltimateTargetObject(account);
			assertThat(bean.balance).isEqualTo(12);
			assertThat(account.balance).as("a field of the proxy").isZero();
		});
	}

	@Test
	void accessorWithFailpointReadsTheFieldOfTheBean() {
		this.contextRunner.withBean(Account.class).run((context) -> {
			Account account = context.getBean(Account.class);
			account.deposit(5);
			FailpointRegistry registry = FailpointContexts.registry(context);
			assertThat(account.total()).isEqualTo(5);
			registry.enable("account.total", "1*off->return(-1)");
			assertThat(account.total()).isEqualTo(5);
			assertThat(account.total()).isEqualTo(-1);
			registry.disable("account.total");
			assertThat(account.total()).isEqualTo(5);
		});
	}

	@Test
	void subclassReadsThroughInheritedAccessors() {
		this.contextRunner.withBean(SavingsAccount.class).run((context) -> {
			SavingsAccount account = context.getBean(SavingsAccount.class);
			account.setOwner("Ada");
			account.deposit(200);
			assertThat(account.describe()).isEqualTo("200 of Ada, limit 100, 4 per cent");
			FailpointContexts.registry(context).enable("account.total", "return(0)");
			assertThat(account.describe()).as("calls of an object to itself").startsWith("200");
			assertThat(account.total()).isZero();
			assertThat(account.rate).as("a field of the proxy").isZero();
		});
	}

	@Test
	void inheritedProtectedAccessorOfAnotherPackageIsReached() {
		this.contextRunner.withBean(Safe.class).run((context) -> {
			Safe safe = context.getBean(Safe.class);
			assertThat(Cabinet.peek(safe)).isEqualTo("gold");
			FailpointContexts.registry(context).enable("cabinet.inside", "1*off->return(nothing)");
			assertThat(Cabinet.peek(safe)).isEqualTo("gold");
			assertThat(Cabinet.peek(safe)).isEqualTo("nothing");
		});
	}

	@Test
	void packagePrivateMethodOfAnotherPackageIsWarnedOf(CapturedOutput output) {
		this.contextRunner.withBean(Safe.class).run((context) -> {
			Safe safe = context.getBean(Safe.class);
			assertThat(output)
				.containsOnlyOnce(".unlocked() never reaches it, since it is package-private in another package");
			assertThat(FailpointContexts.declaredByBeans(FailpointContexts.registry(context)))
				.containsExactly("cabinet.inside");
			assertThat(Cabinet.unlock(AopTestUtils.getUltimateTargetObject(safe))).isEqualTo("gold");
		});
	}

	static class Account {

		private int balance;

		private String owner = "";

		private final int limit = 100;

		@Failpoint("account.deposit")
		public void deposit(int amount) {
			this.balance += amount;
		}

		@Failpoint("account.total")
		public int total() {
			return this.balance;
		}

		public String getOwner() {
			return this.owner;
		}

		public void setOwner(String owner) {
			this.owner = owner;
		}

		int balance() {
			return this.balance;
		}

		protected int limit() {
			return this.limit;
		}

	}

	static class SavingsAccount extends Account {

		private final int rate = Integer.parseInt("4");

		public String describe() {
			return total() + " of " + getOwner() + ", limit " + limit() + ", " + this.rate + " per cent";
		}

	}

	static class Safe extends Cabinet {

		Safe() {
			super("gold");
		}

	}

}
