package io.github.failpoint.aop;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.failpoint.BootJson;
import io.github.failpoint.BootLine;
import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.SettingRefusedException;
import io.github.failpoint.annotation.Failpoint;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what methods of a bean can return.
 */
class SpringValueConverterTests {

	private static boolean initialized;

	private static final Order ORDER = new Order(1, "book");

	private static final String JSON = "{\"id\": 1, \"item\": \"book\"}";

	private final ApplicationContextRunner contextRunner = FailpointContexts.runner(BootLine.JACKSON)
		.withBean(Source.class);

	private Source source;

	@BeforeEach
	void forget() {
		Recorder.instances = 0;
	}

	@Test
	void scalarsAndEnums() {
		run((registry, source) -> {
			assertThat(set(registry, "number", "return(42)").number()).isEqualTo(42);
			assertThat(set(registry, "decimal", "return(4.20)").decimal()).isEqualByComparingTo("4.2");
			assertThat(set(registry, "truth", "return(true)").truth()).isTrue();
			assertThat(set(registry, "text", "return(42)").text()).isEqualTo("42");
			assertThat(set(registry, "day", "return(MONDAY)").day()).isEqualTo(DayOfWeek.MONDAY);
		});
	}

	@Test
	void datesAndDurations() {
		run((registry, source) -> {
			assertThat(set(registry, "date", "return(\"2026-02-28\")").date()).isEqualTo("2026-02-28");
			assertThat(set(registry, "instant", "return(\"2026-02-28T10:00:00Z\")").instant())
				.isEqualTo("2026-02-28T10:00:00Z");
			assertThat(set(registry, "dateTime", "return(\"2026-02-28T10:00:00+02:00\")").dateTime())
				.isEqualTo(OffsetDateTime.parse("2026-02-28T10:00:00+02:00"));
			assertThat(set(registry, "duration", "return(\"10s\")").duration()).hasSeconds(10);
			assertThat(set(registry, "duration", "return(PT5M)").duration()).hasMinutes(5);
		});
	}

	@Test
	void collectionsAndArraysFromAList() {
		run((registry, source) -> {
			assertThat(set(registry, "numbers", "return(\"1,2,3\")").numbers()).containsExactly(1, 2, 3);
			assertThat(set(registry, "days", "return(\"MONDAY,SUNDAY\")").days())
				.containsExactlyInAnyOrder(DayOfWeek.MONDAY, DayOfWeek.SUNDAY);
			assertThat(set(registry, "texts", "return(\"a,b\")").texts()).containsExactly("a", "b");
			assertThat(set(registry, "numbers", "return(7)").numbers()).containsExactly(7);
		});
	}

	@Test
	void collectionsAndArraysFromJson() {
		run((registry, source) -> {
			assertThat(set(registry, "numbers", "return([1, 2])").numbers()).containsExactly(1, 2);
			assertThat(set(registry, "texts", "return([\"a\"])").texts()).containsExactly("a");
			assertThat(set(registry, "orders", "return([" + JSON + "])").orders()).containsExactly(ORDER);
			assertThat(set(registry, "ordersByName", "return({\"x\": " + JSON + "})").ordersByName()).containsEntry("x",
					ORDER);
		});
	}

	@Test
	void recordsAloneAndInContainers() {
		run((registry, source) -> {
			assertThat(set(registry, "order", "return(" + JSON + ")").order()).isEqualTo(ORDER);
			assertThat(set(registry, "optional", "return(" + JSON + ")").optional()).contains(ORDER);
			assertThat(set(registry, "future", "return(" + JSON + ")").future().get(10, TimeUnit.MINUTES))
				.isEqualTo(ORDER);
			assertThat(set(registry, "order", "return(null)").order()).isNull();
			assertThat(set(registry, "optional", "return").optional()).isEmpty();
		});
	}

	@Test
	void valueIsFreshForEveryReturn() {
		run((registry, source) -> {
			set(registry, "orders", "return([" + JSON + "])");
			assertThat(source.orders()).isNotSameAs(source.orders());
			source.orders().clear();
			assertThat(source.orders()).hasSize(1);
		});
	}

	@Test
	void publishersAreEmptyWithoutAValue() {
		run((registry, source) -> {
			assertThat(set(registry, "mono", "return").mono().blockOptional()).isEmpty();
			assertThat(set(registry, "flux", "return").flux().collectList().block()).isEmpty();
		});
	}

	@Test
	void responsesHaveAStatusOrABodyAndNoHeaders() {
		run((registry, source) -> {
			assertThat(set(registry, "response", "return(503)").response())
				.isEqualTo(ResponseEntity.status(503).build());
			assertThat(set(registry, "response", "return(" + JSON + ")").response())
				.isEqualTo(ResponseEntity.ok(ORDER));
			assertThat(set(registry, "response", "return({\"status\": 404, \"body\": " + JSON + "})").response())
				.isEqualTo(ResponseEntity.status(404).body(ORDER));
			assertThat(set(registry, "response", "return({\"status\": 404})").response())
				.isEqualTo(ResponseEntity.notFound().build());
			assertRefused(registry, "response", "return({\"status\": 302, \"headers\": {\"Location\": \"/\"}})")
				.withMessageContaining("no headers");
			assertRefused(registry, "response", "return(99)")
				.withMessageContaining("99 is not a status from 200 to 599");
			assertThat(set(registry, "response", "return(null)").response()).isNull();
			assertThat(set(registry, "response", "return").response()).isNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"id\": 1, \"item\": \"book\", \"price\": 5}", "{\"id\": \"x\"}", "{\"id\": 1,}",
			"{id: 1}", "[1]", "{\"id\": {\"item\": 1}}" })
	void jsonThatDoesNotFitIsRefusedWithAReason(String json) {
		run((registry, source) -> assertRefused(registry, "order", "return(" + json + ")")
			.withMessageContaining(Source.class.getName() + ".order() returns " + Order.class.getName() + ", and ")
			.withMessageContaining(" is not a " + Order.class.getName() + ": ")
			.withMessageNotContaining("\tat ")
			.withMessageNotContaining("Exception"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "date=return(tomorrow)", "duration=return(long)", "numbers=return(\"1,x\")",
			"order=return(book)", "ordersByName=return(book)", "day=return(Monday)" })
	void valueThatDoesNotFitIsRefused(String setting) {
		run((registry, source) -> assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> registry.enableAll(setting))
			.withMessageNotContaining("\n"));
	}

	@Test
	void classNamedInJsonIsNotMadeIfTheTypeAsksForIt() {
		run((registry, source) -> assertRefused(registry, "byClass",
				"return({\"@class\": \"" + Recorder.class.getName() + "\"})"));
		assertThat(Recorder.instances).isZero();
	}

	@Test
	void classNamedInJsonIsNotEvenInitialized() {
		run((registry, source) -> assertRefused(registry, "byClass",
				"return({\"@class\": \"" + SpringValueConverterTests.class.getName() + "$Initialized\"})"));
		assertThat(initialized).isFalse();
	}

	@Test
	void classNamedInJsonIsNotMadeIfTheMapperAsksForIt() {
		this.contextRunner
			.withInitializer(
					(context) -> context.getBeanFactory().registerSingleton("openMapper", BootJson.openMapper()))
			.run((context) -> {
				FailpointRegistry registry = FailpointContexts.registry(context);
				assertRefused(registry, "open", "return([\"" + Recorder.class.getName() + "\", {}])");
				registry.enable("anything", "return([\"" + Recorder.class.getName() + "\", {}])");
				context.getBean(Source.class).anything();
				assertThat(Recorder.instances).isZero();
				registry.enable("order", "return(" + JSON + ")");
				assertThat(context.getBean(Source.class).order()).isEqualTo(ORDER);
			});
	}

	@Test
	void subtypesThatTheApplicationNamesAreMade() {
		run((registry, source) -> assertThat(set(registry, "byName", "return({\"kind\": \"circle\"})").byName())
			.isInstanceOf(Circle.class));
	}

	@Test
	void jackson2ReadsWhereThereIsNoOther() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("tools.jackson")).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			registry.enable("orders", "return([" + JSON + "])");
			assertThat(context.getBean(Source.class).orders()).containsExactly(ORDER);
			assertRefused(registry, "order", "return({\"id\": 1, \"price\": 2})").withMessageContaining("price");
			assertRefused(registry, "byClass", "return({\"@class\": \"" + Recorder.class.getName() + "\"})");
			assertThat(Recorder.instances).isZero();
		});
	}

	@Test
	void mapperOfTheApplicationIsUsedWithJackson2() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("tools.jackson"))
			.withBean(ObjectMapper.class, () -> new ObjectMapper().addMixIn(Shape.class, ByClass.class))
			.run((context) -> assertRefused(FailpointContexts.registry(context), "byName",
					"return({\"@class\": \"" + Recorder.class.getName() + "\"})"));
		assertThat(Recorder.instances).isZero();
	}

	@Test
	void jsonIsRefusedWithoutJackson() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("tools.jackson", "com.fasterxml.jackson"))
			.run((context) -> {
				FailpointRegistry registry = FailpointContexts.registry(context);
				assertRefused(registry, "order", "return(" + JSON + ")")
					.withMessageContaining("without Jackson on the class path");
				registry.enable("numbers", "return(\"1,2\")");
				assertThat(context.getBean(Source.class).numbers()).containsExactly(1, 2);
			});
	}

	@Test
	void convertersOfTheApplicationAreUsed() {
		this.contextRunner.withUserConfiguration(Converters.class).run((context) -> {
			FailpointContexts.registry(context).enable("order", "return(pen)");
			assertThat(context.getBean(Source.class).order()).isEqualTo(new Order(0, "pen"));
		});
	}

	@Test
	void deserializersOfTheApplicationAreNotUsed() {
		this.contextRunner.withUserConfiguration(Modules.class)
			.run((context) -> assertRefused(FailpointContexts.registry(context), "closed", "return({\"value\": 3})")
				.withMessageContaining("it is abstract"));
	}

	private void run(Check check) {
		this.contextRunner.run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			this.source = context.getBean(Source.class);
			check.of(registry, this.source);
		});
	}

	private Source set(FailpointRegistry registry, String method, String terms) {
		registry.enable(method, terms);
		return this.source;
	}

	private static ThrowableAssertAlternative<SettingRefusedException> assertRefused(FailpointRegistry registry,
			String name, String terms) {
		return assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> registry.enable(name, terms));
	}

	interface Check {

		void of(FailpointRegistry registry, Source source) throws Exception;

	}

	record Order(long id, String item) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
	interface ByClass {

	}

	static class Recorder implements ByClass, Shape, Open {

		private static int instances;

		Recorder() {
			instances++;
		}

	}

	static class Initialized implements ByClass {

		static {
			initialized = true;
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
	interface Shape {

	}

	record Circle() implements Shape {

	}

	interface Open {

	}

	abstract static class Closed {

	}

	static final class OnlyClosed extends Closed {

		@Override
		public String toString() {
			return "closed";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Converters {

		@Bean
		Converter<String, Order> orders() {
			return new Converter<>() {

				@Override
				public Order convert(String source) {
					return new Order(0, source);
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Modules {

		@Bean
		BootJson closedTypes() {
			return new BootJson().read(Closed.class, OnlyClosed::new);
		}

	}

	public static class Source {

		@Failpoint("number")
		public int number() {
			return 0;
		}

		@Failpoint("decimal")
		public BigDecimal decimal() {
			return BigDecimal.ZERO;
		}

		@Failpoint("truth")
		public boolean truth() {
			return false;
		}

		@Failpoint("text")
		public String text() {
			return "";
		}

		@Failpoint("day")
		public DayOfWeek day() {
			return DayOfWeek.FRIDAY;
		}

		@Failpoint("date")
		public LocalDate date() {
			return LocalDate.EPOCH;
		}

		@Failpoint("instant")
		public Instant instant() {
			return Instant.EPOCH;
		}

		@Failpoint("dateTime")
		public OffsetDateTime dateTime() {
			return OffsetDateTime.MIN;
		}

		@Failpoint("duration")
		public Duration duration() {
			return Duration.ZERO;
		}

		@Failpoint("numbers")
		public List<Integer> numbers() {
			return List.of();
		}

		@Failpoint("days")
		public Set<DayOfWeek> days() {
			return Set.of();
		}

		@Failpoint("texts")
		public String[] texts() {
			return new String[0];
		}

		@Failpoint("order")
		public Order order() {
			return new Order(0, "");
		}

		@Failpoint("orders")
		public List<Order> orders() {
			return List.of();
		}

		@Failpoint("ordersByName")
		public Map<String, Order> ordersByName() {
			return Map.of();
		}

		@Failpoint("optional")
		public Optional<Order> optional() {
			return Optional.empty();
		}

		@Failpoint("future")
		public CompletableFuture<Order> future() {
			return new CompletableFuture<>();
		}

		@Failpoint("response")
		public ResponseEntity<Order> response() {
			return ResponseEntity.ok().build();
		}

		@Failpoint("mono")
		public Mono<Order> mono() {
			return Mono.just(ORDER);
		}

		@Failpoint("flux")
		public Flux<Order> flux() {
			return Flux.just(ORDER);
		}

		@Failpoint("byClass")
		public ByClass byClass() {
			return null;
		}

		@Failpoint("byName")
		public Shape byName() {
			return null;
		}

		@Failpoint("open")
		public Open open() {
			return null;
		}

		@Failpoint("anything")
		public Object anything() {
			return null;
		}

		@Failpoint("closed")
		public Closed closed() {
			return null;
		}

	}

}
