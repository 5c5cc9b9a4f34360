package io.github.failpoint.value;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import com.example.library.Ledger;
import com.example.library.Level;
import com.example.library.Loud;
import io.github.failpoint.convert.Conversion;
import io.github.failpoint.convert.ValueConversionException;
import io.github.failpoint.convert.ValuePlan;
import io.github.failpoint.terms.Value;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

/**
 * Tests that no value becomes a type that is not on the list, whatever its constructors
 * and factories take, and that checking initializes none.
 */
class ForeignTypesTests {

	private static final List<Value> VALUES = Stream
		.of("text", "\"/tmp/no/such/file\"", "7", "true", "[\"text\"]", "{\"name\": \"text\"}", "{\"text\": 7}",
				"{\"value\": \"text\"}")
		.map(Conversions::value)
		.toList();

	/**
	 * The list, as far as types are public and have such a constructor or factory.
	 */
	private static final Set<String> ON_THE_LIST = Set.of("java.lang.Boolean", "java.lang.Byte", "java.lang.Character",
			"java.lang.Double", "java.lang.Float", "java.lang.Integer", "java.lang.Long", "java.lang.Object",
			"java.lang.Short", "java.lang.String", "java.math.BigDecimal", "java.math.BigInteger", "java.net.URI",
			"java.nio.charset.Charset", "java.time.Duration", "java.time.Instant", "java.time.LocalDate",
			"java.time.LocalDateTime", "java.time.LocalTime", "java.time.MonthDay", "java.time.OffsetDateTime",
			"java.time.OffsetTime", "java.time.Period", "java.time.Year", "java.time.YearMonth", "java.time.ZoneId",
			"java.time.ZoneOffset", "java.time.ZonedDateTime", "java.util.Currency", "java.util.Date",
			"java.util.Locale", "java.util.UUID", "java.util.ArrayDeque", "java.util.ArrayList", "java.util.EnumMap",
			"java.util.HashMap", "java.util.HashSet", "java.util.LinkedHashMap", "java.util.LinkedHashSet",
			"java.util.LinkedList", "java.util.List", "java.util.Map", "java.util.Optional", "java.util.OptionalDouble",
			"java.util.OptionalInt", "java.util.OptionalLong", "java.util.PriorityQueue", "java.util.Set",
			"java.util.TreeMap", "java.util.TreeSet", "java.util.concurrent.CompletableFuture",
			"java.util.concurrent.CompletionStage", "java.util.concurrent.ConcurrentHashMap",
			"java.util.concurrent.ConcurrentLinkedDeque", "java.util.concurrent.ConcurrentLinkedQueue",
			"java.util.concurrent.ConcurrentSkipListMap", "java.util.concurrent.CopyOnWriteArrayList",
			"java.util.concurrent.CopyOnWriteArraySet", "java.util.concurrent.LinkedBlockingDeque",
			"java.util.concurrent.LinkedBlockingQueue", "java.util.stream.DoubleStream", "java.util.stream.IntStream",
			"java.util.stream.LongStream", "java.util.stream.Stream", "org.springframework.data.util.Streamable",
			"org.springframework.http.ResponseEntity", "org.springframework.util.unit.DataSize");

	private final Conversion conversion = Conversions.without().conversion();

	@BeforeEach
	void forget() {
		Ledger.ENTRIES.clear();
	}

	@Test
	void noTypeOfTheJdkIsMade() throws IOException {
		List<Class<?>> types = new ArrayList<>();
		for (String name : namesOfTheJdk()) {
			add(name, types);
		}
		assertThat(types).hasSizeGreaterThan(1000);
		assertThat(types.stream().filter(Initialization::isPending).count() > 500).isEqualTo(Initialization.isKnown());
		types.forEach(this::assertRefusedAsItIs);
	}

	@Test
	void noTypeOfSpringIsMade() throws IOException {
		List<Class<?>> types = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (new File(entry).getName().matches("spring-.*\\.jar")) {
				try (JarFile jar = new JarFile(entry)) {
					jar.stream()
						.map((file) -> file.getName())
						.filter((name) -> name.endsWith(".class") && name.startsWith("org/springframework"))
						.forEach((name) -> add(name.substring(0, name.length() - 6).replace('/', '.'), types));
				}
			}
		}
		assertThat(types).hasSizeGreaterThan(1000);
		types.forEach(this::assertRefusedAsItIs);
	}

	@Test
	void enumOfALibraryIsInitializedWhenItIsMade() throws Exception {
		Conversions conversions = Conversions.without();
		ValuePlan plan = conversions.plan("HIGH", Level.class);
		for (String value : List.of("LOWEST", "7", "[]")) {
			refuse(() -> conversions.plan(value, Level.class));
		}
		refuse(() -> conversions.plan("{\"text\": \"LOWEST\"}",
				ResolvableType.forClassWithGenerics(Box.class, Level.class).getType()));
		assertThat(Ledger.ENTRIES).isEmpty();
		assertThat(plan.make().get()).hasToString("HIGH");
		assertThat(Ledger.ENTRIES).containsExactly("Level");
	}

	@Test
	void noTypeOfALibraryIsMadeOrInitialized() {
		assertRefused(Loud.class);
		assertRefused(Ledger.class);
		assertThat(Ledger.ENTRIES).isEmpty();
	}

	@Test
	void aPackageThatIsAllowedMakesNoConstructorWithOneParameterRun() throws Exception {
		Conversions allowed = Conversions.without("com.example.library");
		assertThat(allowed.convert("{\"name\": \"x\"}", Ledger.class)).isInstanceOfSatisfying(Ledger.class,
				(ledger) -> assertThat(ledger.getName()).isEqualTo("x"));
		for (Value value : VALUES) {
			for (Class<?> type : List.of(Loud.class, File.class)) {
				refuse(allowed.conversion(), value, type);
			}
		}
		assertThat(Ledger.ENTRIES).isEmpty();
	}

	private void assertRefusedAsItIs(Class<?> type) {
		boolean pending = Initialization.isPending(type);
		assertRefused(type);
		assertThat(Initialization.isPending(type)).as(type.getName()).isEqualTo(pending);
	}

	private void assertRefused(Class<?> type) {
		ResolvableType resolvable = ResolvableType.forClass(type);
		for (Value value : VALUES) {
			refuse(this.conversion, value, type);
			refuse(this.conversion, value, type.arrayType());
			for (Class<?> container : List.of(Optional.class, List.class, CompletableFuture.class, Flux.class,
					Box.class)) {
				refuse(this.conversion, value, ResolvableType.forClassWithGenerics(container, resolvable).getType());
			}
			refuse(this.conversion, value,
					ResolvableType.forClassWithGenerics(Map.class, resolvable, ResolvableType.forClass(String.class))
						.getType());
		}
	}

	private static void refuse(Conversion conversion, Value value, Type type) {
		try {
			ValuePlan plan = conversion.plan(value, type, Conversions.class.getPackageName());
			fail(value + " becomes " + type + " by " + plan);
		}
		catch (ValueConversionException ex) {
			assertThat(ex).message().contains("takes only \"return\" and \"return(null)\"").doesNotContain("\n");
		}
	}

	private static void refuse(ThrowingCallable plan) {
		assertThatExceptionOfType(ValueConversionException.class).isThrownBy(plan);
	}

	private static Set<String> namesOfTheJdk() throws IOException {
		Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules");
		Set<String> names = new TreeSet<>();
		try (Stream<Path> files = Files.walk(modules)) {
			files.filter((file) -> file.toString().endsWith(".class") && file.getName(1).toString().startsWith("java."))
				.map((file) -> file.subpath(2, file.getNameCount()).toString())
				.forEach((name) -> names.add(name.substring(0, name.length() - 6).replace('/', '.')));
		}
		return names;
	}

	private static void add(String name, List<Class<?>> types) {
		try {
			Class<?> type = Class.forName(name, false, ForeignTypesTests.class.getClassLoader());
			if (Modifier.isPublic(type.getModifiers()) && !type.isEnum() && !ON_THE_LIST.contains(name)
					&& isMadeOfOne(type)) {
				types.add(type);
			}
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// needs a library that is not there
		}
	}

	private static boolean isMadeOfOne(Class<?> type) {
		return Stream
			.<Executable>concat(Stream.of(type.getConstructors()),
					Stream.of(type.getMethods())
						.filter((method) -> Modifier.isStatic(method.getModifiers()) && method.getReturnType() == type))
			.anyMatch((executable) -> executable.getParameterCount() == 1);
	}

	record Box<T>(T text) {
	}

}
