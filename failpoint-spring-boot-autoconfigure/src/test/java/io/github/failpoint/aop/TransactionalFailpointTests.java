package io.github.failpoint.aop;

import java.io.IOException;

import io.github.failpoint.BootLine;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for failpoints in transactions, on a real database.
 */
class TransactionalFailpointTests {

	private final ApplicationContextRunner contextRunner = FailpointContexts
		.runner(AopAutoConfiguration.class, BootLine.DATA_SOURCE, BootLine.TRANSACTION_MANAGER, BootLine.JDBC_TEMPLATE,
				BootLine.TRANSACTION)
		.withPropertyValues("spring.datasource.generate-unique-name=true")
		.withBean(Ledger.class);

	@Test
	void uncheckedThrowBeforeTheMethodRollsBack() {
		run("ledger.before", "throw(IllegalStateException)", (ledger) -> ledger.outer("x"), (ledger, caught) -> {
			assertThat(caught).isInstanceOf(IllegalStateException.class);
			assertThat(ledger.rows()).isZero();
		});
	}

	@Test
	void uncheckedThrowAfterTheMethodRollsBack() {
		run("ledger.after", "throw(IllegalStateException)", Ledger::after, (ledger, caught) -> {
			assertThat(caught).isInstanceOf(IllegalStateException.class);
			assertThat(ledger.rows()).isZero();
		});
	}

	@Test
	void checkedThrowCommits() {
		run("ledger.checked", "throw(IOException)", Ledger::checked, (ledger, caught) -> {
			assertThat(caught).isInstanceOf(IOException.class);
			assertThat(ledger.rows()).isEqualTo(1);
		});
	}

	@Test
	void checkedThrowRollsBackIfTheTransactionSaysSo() {
		run("ledger.rollbackFor", "throw(IOException)", Ledger::rollbackFor, (ledger, caught) -> {
			assertThat(caught).isInstanceOf(IOException.class);
			assertThat(ledger.rows()).isZero();
		});
	}

	@Test
	void throwOutsideTheTransactionLosesTheAnswerButNotTheRow() {
		run("ledger.lostAnswer", "throw(IllegalStateException)", Ledger::lostAnswer, (ledger, caught) -> {
			assertThat(caught).isInstanceOf(IllegalStateException.class);
			assertThat(ledger.rows()).isEqualTo(1);
		});
	}

	@Test
	void propertyMovesFailpointsOutsideTheTransaction() {
		this.contextRunner.withPropertyValues("failpoint.aop.position=outermost").run((context) -> {
			Ledger ledger = context.getBean(Ledger.class);
			FailpointContexts.registry(context).enable("ledger.after", "throw(IllegalStateException)");
			assertThatIllegalStateException().isThrownBy(ledger::after);
			assertThat(ledger.rows()).isEqualTo(1);
		});
	}

	@Test
	void positionOfTheAnnotationWinsOverTheProperty() {
		this.contextRunner.withPropertyValues("failpoint.aop.position=outermost").run((context) -> {
			Ledger ledger = context.getBean(Ledger.class);
			FailpointContexts.registry(context).enable("ledger.innermost", "throw(IllegalStateException)");
			assertThatIllegalStateException().isThrownBy(ledger::innermost);
			assertThat(ledger.rows()).isZero();
		});
	}

	@Test
	void callbackRunsInsideTheTransaction() {
		this.contextRunner.run((context) -> {
			boolean[] active = new boolean[2];
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("ledger.after", (call) -> active[0] = isTransactionActive());
			registry.enable("ledger.lostAnswer", (call) -> active[1] = isTransactionActive());
			context.getBean(Ledger.class).after();
			context.getBean(Ledger.class).lostAnswer();
			assertThat(active).containsExactly(true, false);
		});
	}

	@Test
	void existingProxyIsUsed() {
		this.contextRunner.run((context) -> assertThat(FailpointContexts.chain(context.getBean(Ledger.class)))
			.containsExactly("FailpointInterceptor", "TransactionInterceptor", "FailpointInterceptor"));
	}

	@Test
	void returnReplacesTheCallInsideTheTransaction() {
		run("ledger.before", "return(7)", (ledger) -> assertThat(ledger.outer("x")).isEqualTo(7),
				(ledger, caught) -> assertThat(ledger.rows()).isZero());
	}

	@Test
	void checkedExceptionThatTheMethodDoesNotDeclareIsRefused() {
		this.contextRunner.run((context) -> assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> FailpointContexts.registry(context).enable("ledger.after", "throw(IOException)"))
			.withMessageContaining("Ledger.after()")
			.withMessageContaining("UncheckedIOException"));
	}

	private static boolean isTransactionActive() {
		return TransactionSynchronizationManager.isActualTransactionActive();
	}

	private void run(String name, String terms, Call call, Check check) {
		this.contextRunner.run((context) -> {
			Ledger ledger = context.getBean(Ledger.class);
			FailpointContexts.registry(context).enable(name, terms);
			ThrowingCallable callable = () -> call.on(ledger);
			check.of(ledger, catchThrowable(callable));
		});
	}

	interface Call {

		void on(Ledger ledger) throws Exception;

	}

	interface Check {

		void of(Ledger ledger, Throwable caught);

	}

	static class Ledger {

		private final JdbcTemplate jdbc;

		Ledger(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
			jdbc.execute("create table if not exists entry (name varchar(20))");
		}

		@Transactional
		@Failpoint("ledger.before")
		public int outer(String name) {
			return insert(name);
		}

		@Transactional
		@Failpoint(value = "ledger.after", at = Failpoint.At.AFTER)
		public void after() {
			insert("after");
		}

		@Transactional
		@Failpoint(value = "ledger.checked", at = Failpoint.At.AFTER)
		public void checked() throws IOException {
			insert("checked");
		}

		@Transactional(rollbackFor = IOException.class)
		@Failpoint(value = "ledger.rollbackFor", at = Failpoint.At.AFTER)
		public void rollbackFor() throws IOException {
			insert("checked");
		}

		@Transactional
		@Failpoint(value = "ledger.lostAnswer", at = Failpoint.At.AFTER, position = Failpoint.Position.OUTERMOST)
		public void lostAnswer() {
			insert("lost");
		}

		@Transactional
		@Failpoint(value = "ledger.innermost", at = Failpoint.At.AFTER, position = Failpoint.Position.INNERMOST)
		public void innermost() {
			insert("innermost");
		}

		public int rows() {
			Integer rows = this.jdbc.queryForObject("select count(*) from entry", Integer.class);
			return (rows != null) ? rows : 0;
		}

		private int insert(String name) {
			return this.jdbc.update("insert into entry values (?)", name);
		}

	}

}
