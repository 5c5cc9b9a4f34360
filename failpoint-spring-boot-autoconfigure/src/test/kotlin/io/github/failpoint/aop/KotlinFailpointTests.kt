package io.github.failpoint.aop

import io.github.failpoint.FailpointRegistry
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

	private fun run(body: (KotlinAnswers, FailpointRegistry) -> Unit) {
		FailpointContexts.runner().withBean(KotlinAnswers::class.java).run { context ->
			body(context.getBean(KotlinAnswers::class.java), FailpointContexts.registry(context))
		}
	}

	open class KotlinAnswers {

		@Failpoint("suspending")
		@Failpoint(name = "suspending.after", at = Failpoint.At.AFTER)
		open suspend fun suspending(number: Int): String = "done $number"

		@Failpoint("flow")
		open fun flow(): Flow<Int> = flowOf(1, 2, 3)

	}

}
