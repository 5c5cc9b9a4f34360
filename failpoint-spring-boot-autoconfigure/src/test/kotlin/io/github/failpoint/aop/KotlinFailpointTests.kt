package io.github.failpoint.aop

import io.github.failpoint.EnableOptions
import io.github.failpoint.FailpointCallback
import io.github.failpoint.FailpointRegistry
import io.github.failpoint.FailpointSource
import io.github.failpoint.SettingRefusedException
import io.github.failpoint.annotation.Failpoint
import java.io.IOException
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.Test

/**
 * Tests for suspending functions and flows.
 */
class KotlinFailpointTests {

	@Test
	fun suspendingFunctionGoesOnWhileDisabled() = run { answers, _ ->
		assertThat(runBlocking { answers.suspending(1) }).isEqualTo("done 1")
	}

	@Test
	fun suspendingFunctionThrowsAndReturns() = run { answers, registry ->
		registry.enable("suspending", "1*throw(IOException)->1*return(early)->off")
		assertThatExceptionOfType(IOException::class.java).isThrownBy { runBlocking { answers.suspending(1) } }
		assertThat(runBlocking { answers.suspending(1) }).isEqualTo("early")
		assertThat(runBlocking { answers.suspending(1) }).isEqualTo("done 1")
	}

	@Test
	fun suspendingFunctionSuspendsWithoutHoldingAThread() = run { answers, registry ->
		registry.enable("suspending", "pause")
		runBlocking {
			val call = async(start = CoroutineStart.UNDISPATCHED) { answers.suspending(1) }
			assertThat(registry.status("suspending").orElseThrow().waiting()).isOne()
			registry.disable("suspending")
			assertThat(call.await()).isEqualTo("done 1")
		}
	}

	@Test
	fun cancelledCoroutineFreesTheWaiter() = run { answers, registry ->
		registry.enable("suspending", "pause")
		runBlocking {
			val call = async(start = CoroutineStart.UNDISPATCHED) { answers.suspending(1) }
			call.cancel()
			call.join()
		}
		assertThat(registry.status("suspending").orElseThrow().waiting()).isZero()
	}

	@Test
	fun suspendingFunctionActsAfterItsEnd() = run { answers, registry ->
		registry.enable("suspending.after", "return(late)")
		assertThat(runBlocking { answers.suspending(1) }).isEqualTo("late")
	}

	@Test
	fun flowMeetsTheFailpointEachTimeItIsCollected() = run { answers, registry ->
		val flow = answers.flow()
		registry.enable("flow", "1*throw(IOException)->1*return([7,8])->off")
		assertThatExceptionOfType(IOException::class.java).isThrownBy { runBlocking { flow.toList() } }
		assertThat(runBlocking { flow.toList() }).containsExactly(7, 8)
		assertThat(runBlocking { flow.toList() }).containsExactly(1, 2, 3)
	}

	@Test
	fun protectedSuspendingFunctionActsAsAPublicOne() = run { answers, registry ->
		assertThat(runBlocking { KotlinAnswers().shieldedOf(answers, 1) }).isEqualTo("done 1")
		registry.enable("shielded", "1*throw(IOException)->1*return(early)->pause")
		assertThatExceptionOfType(IOException::class.java).isThrownBy { runBlocking { KotlinAnswers().shieldedOf(answers, 1) } }
		assertThat(runBlocking { KotlinAnswers().shieldedOf(answers, 1) }).isEqualTo("early")
		runBlocking {
			val call = async(start = CoroutineStart.UNDISPATCHED) { KotlinAnswers().shieldedOf(answers, 1) }
			assertThat(registry.status("shielded").orElseThrow().waiting()).isOne()
			registry.disable("shielded")
			assertThat(call.await()).isEqualTo("done 1")
		}
	}

	@Test
	fun suspendingFunctionRefusesWhatItCannotReturn() = run { answers, registry ->
		for (terms in listOf("return(x)", "return([1])")) {
			assertThatExceptionOfType(SettingRefusedException::class.java).isThrownBy { registry.enable("count", terms) }
		}
		registry.enable("count", "return(7)")
		assertThat(runBlocking { answers.count() }).isEqualTo(7)
		assertThatExceptionOfType(SettingRefusedException::class.java).isThrownBy { registry.enable("unit", "return(7)") }
		registry.enable("unit", "return")
		runBlocking { answers.unit() }
	}

	@Test
	fun suspendingFunctionReturnsItsOwnType() = run { answers, registry ->
		registry.enableAll("order=return({\"id\":1,\"state\":\"SHIPPED\"});orders=return([{\"id\":2,\"state\":\"OPEN\"}])")
		assertThat(runBlocking { answers.order() }).isEqualTo(Order(1, State.SHIPPED))
		assertThat(runBlocking { answers.orders() }).containsExactly(Order(2, State.OPEN))
		registry.enableAll("state=return(SHIPPED);count=return(7)")
		assertThat(runBlocking { answers.state() }).isEqualTo(State.SHIPPED)
		assertThat(runBlocking { answers.count() }).isEqualTo(7)
		assertThatExceptionOfType(SettingRefusedException::class.java).isThrownBy { registry.enable("state", "return(LOST)") }
	}

	@Test
	fun suspendingFunctionReturnsWhatItsInterfaceLeavesOpen() {
		FailpointContexts.runner().withBean(KotlinOrders::class.java).run { context ->
			FailpointContexts.registry(context).enable("kotlinOrders.load", "return([{\"id\":1,\"state\":\"OPEN\"}])")
			assertThat(runBlocking { context.getBean(KotlinOrders::class.java).load(1) }).containsExactly(Order(1, State.OPEN))
		}
	}

	@Test
	fun suspendingFunctionIsDescribedAsItsSourceShowsIt() = run { _, registry ->
		assertThat(registry.status("suspending").orElseThrow().sites())
			.containsExactly("${KotlinAnswers::class.java.name}.suspending(int)")
	}

	@Test
	fun callbackSeesTheArgumentsThatTheSourceShows() = run { answers, registry ->
		val seen = mutableListOf<Any?>()
		registry.enable("suspending", FailpointCallback { call -> seen.addAll(call.arguments()) })
		runBlocking { answers.suspending(1) }
		assertThat(seen).containsExactly(1)
	}

	@Test
	fun flowOfASuspendingFunctionIsLeftAloneWhileDisabled() = run { answers, _ ->
		assertThat(runBlocking { answers.suspendingFlow(1).toList() }).containsExactly(1, 2, 3)
	}

	@Test
	fun flowOfASuspendingFunctionMeetsTheFailpointEachTimeItIsCollected() = run { answers, registry ->
		val flow = runBlocking { answers.suspendingFlow(1) }
		registry.enable("suspending.flow", "1*throw(IOException)->1*return([7,8])->1*return->off")
		assertThatExceptionOfType(IOException::class.java).isThrownBy { runBlocking { flow.toList() } }
		assertThat(runBlocking { flow.toList() }).containsExactly(7, 8)
		assertThat(runBlocking { flow.toList() }).isEmpty()
		assertThat(runBlocking { flow.toList() }).containsExactly(1, 2, 3)
	}

	@Test
	fun flowOfASuspendingFunctionBreaksOffHalfWay() = run { answers, registry ->
		registry.enable("suspending.half", "return(9)")
		assertThat(runBlocking { answers.suspendingFlow(1).toList() }).containsExactly(1, 2, 9)
	}

	@Test
	fun functionTakesCheckedExceptionsThoughItDeclaresNone() = run { answers, registry ->
		registry.enable("plain", "1*throw(IOException)->off", EnableOptions.source(FailpointSource.ENDPOINT))
		assertThatExceptionOfType(IOException::class.java).isThrownBy { answers.plain() }
		assertThat(answers.plain()).isEqualTo("done")
	}

	private fun run(body: (KotlinAnswers, FailpointRegistry) -> Unit) {
		FailpointContexts.runner().withBean(KotlinAnswers::class.java).run { context ->
			body(context.getBean(KotlinAnswers::class.java), FailpointContexts.registry(context))
		}
	}

	enum class State { OPEN, SHIPPED }

	data class Order(var id: Int = 0, var state: State = State.OPEN)

	open class Loader<T>(private val found: T) {

		@Failpoint
		open suspend fun load(id: Int): T = found

	}

	open class KotlinOrders : Loader<List<Order>>(listOf())

	open class KotlinAnswers {

		@Failpoint("order")
		open suspend fun order(): Order = Order(0, State.OPEN)

		@Failpoint("orders")
		open suspend fun orders(): List<Order> = listOf()

		@Failpoint("state")
		open suspend fun state(): State = State.OPEN

		@Failpoint("suspending")
		@Failpoint(name = "suspending.after", at = Failpoint.At.AFTER)
		open suspend fun suspending(number: Int): String = "done $number"

		@Failpoint("count")
		open suspend fun count(): Int = 1

		@Failpoint("unit")
		open suspend fun unit(): Unit = error("not reached")

		@Failpoint("shielded")
		protected open suspend fun shielded(number: Int): String = "done $number"

		open suspend fun shieldedOf(answers: KotlinAnswers, number: Int): String = answers.shielded(number)

		@Failpoint("suspending.flow")
		@Failpoint(name = "suspending.half", afterElements = 2)
		open suspend fun suspendingFlow(first: Int): Flow<Int> = flowOf(first, first + 1, first + 2)

		@Failpoint("plain")
		open fun plain(): String = "done"

		@Failpoint("flow")
		open fun flow(): Flow<Int> = flowOf(1, 2, 3)

	}

}
