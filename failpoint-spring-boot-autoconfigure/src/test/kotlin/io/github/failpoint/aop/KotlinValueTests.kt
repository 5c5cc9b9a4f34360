package io.github.failpoint.aop

import io.github.failpoint.FailpointRegistry
import io.github.failpoint.SettingRefusedException
import io.github.failpoint.annotation.Failpoint
import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.Test
import org.springframework.boot.autoconfigure.AutoConfigurations
import org.springframework.boot.test.context.runner.ApplicationContextRunner

/**
 * Tests for what functions of Kotlin can return.
 */
class KotlinValueTests {

	@Test
	fun functionThatIsNotNullableRefusesNull() = run { prices, registry ->
		for (terms in listOf("return(null)", "return")) {
			assertThatExceptionOfType(SettingRefusedException::class.java).isThrownBy { registry.enable("text", terms) }
				.withMessageContaining("it is never null")
			registry.enable("maybe", terms)
			assertThat(prices.maybe()).isNull()
		}
		registry.enable("text", "return(x)")
		assertThat(prices.text()).isEqualTo("x")
		registry.enable("list", "return")
		assertThat(prices.list()).isEmpty()
		registry.enable("nothing", "return")
		prices.nothing()
	}

	@Test
	fun valueClassTakesNoValue() = run { prices, registry ->
		for (name in listOf("cents", "label", "maybeLabel")) {
			for (terms in listOf("return(7)", "return(x)", "return({\"value\":7})")) {
				assertThatExceptionOfType(SettingRefusedException::class.java).isThrownBy { registry.enable(name, terms) }
			}
		}
		registry.enable("maybeLabel", "return(null)")
		assertThat(prices.maybeLabel()).isNull()
		registry.enable("given", "return(7)")
		assertThat(prices.given(Cents(1))).isEqualTo(7)
	}

	@Test
	fun dataClassIsMadeByItsConstructorWithDefaults() = run { prices, registry ->
		registry.enable("price", "return({\"amount\":7})")
		assertThat(prices.price()).isEqualTo(Price(7, "EUR"))
		registry.enable("price", "return({\"amount\":7,\"currency\":\"USD\"})")
		assertThat(prices.price()).isEqualTo(Price(7, "USD"))
		for (terms in listOf("return({})", "return({\"amount\":null})", "return({\"sum\":7})")) {
			assertThatExceptionOfType(SettingRefusedException::class.java).isThrownBy { registry.enable("price", terms) }
		}
	}

	private fun run(body: (Prices, FailpointRegistry) -> Unit) {
		ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(FailpointAutoConfiguration::class.java, FailpointAopAutoConfiguration::class.java))
			.withBean(Prices::class.java).run { context ->
			body(context.getBean(Prices::class.java), context.getBean(FailpointRegistry::class.java))
		}
	}

	@JvmInline
	value class Cents(val value: Int)

	@JvmInline
	value class Label(val value: String)

	data class Price(val amount: Int, val currency: String = "EUR")

	open class Prices {

		@Failpoint("text")
		open fun text(): String = "own"

		@Failpoint("maybe")
		open fun maybe(): String? = "own"

		@Failpoint("list")
		open fun list(): List<String> = listOf("own")

		@Failpoint("nothing")
		open fun nothing(): Unit = error("not reached")

		@Failpoint("cents")
		open fun cents(): Cents = Cents(1)

		@Failpoint("label")
		open fun label(): Label = Label("own")

		@Failpoint("maybeLabel")
		open fun maybeLabel(): Label? = Label("own")

		@Failpoint("given")
		open fun given(cents: Cents): Int = cents.value

		@Failpoint("price")
		open fun price(): Price = Price(1)

	}

}
