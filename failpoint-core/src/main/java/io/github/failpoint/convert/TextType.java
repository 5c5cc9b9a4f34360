package io.github.failpoint.convert;

import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.failpoint.terms.DurationRange;
import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

/**
 * A type of the JDK that is written as text: times, dates and what else is data. Others
 * that the JDK makes of text touch files, networks or classes.
 *
 * @param type the type
 * @param parser makes it of text
 * @param example how to write it
 */
record TextType(Class<?> type, Parser parser, String example) implements ValueTarget {

	private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
		.append(DateTimeFormatter.ISO_LOCAL_DATE)
		.optionalStart()
		.appendLiteral('T')
		.append(DateTimeFormatter.ISO_LOCAL_TIME)
		.optionalStart()
		.appendOffsetId()
		.toFormatter(Locale.ROOT);

	private static final Map<Class<?>, TextType> TYPES = Map.ofEntries(
			entry(Duration.class, TextType::duration, "1.5s or PT1.5S"), entry(Period.class, Period::parse, "P1M2D"),
			entry(Instant.class, Instant::parse, "2026-02-28T10:00:00Z"),
			entry(LocalDate.class, LocalDate::parse, "2026-02-28"), entry(LocalTime.class, LocalTime::parse, "10:00"),
			entry(LocalDateTime.class, LocalDateTime::parse, "2026-02-28T10:00"),
			entry(OffsetDateTime.class, OffsetDateTime::parse, "2026-02-28T10:00+01:00"),
			entry(OffsetTime.class, OffsetTime::parse, "10:00+01:00"),
			entry(ZonedDateTime.class, ZonedDateTime::parse, "2026-02-28T10:00+01:00[Europe/Berlin]"),
			entry(Year.class, Year::parse, "2026"), entry(YearMonth.class, YearMonth::parse, "2026-02"),
			entry(MonthDay.class, MonthDay::parse, "--02-28"), entry(ZoneId.class, ZoneId::of, "Europe/Berlin"),
			entry(ZoneOffset.class, ZoneOffset::of, "+01:00"), entry(UUID.class, UUID::fromString, new UUID(1, 2)),
			entry(URI.class, URI::new, "https://example.com/"), entry(Locale.class, TextType::locale, "de-DE"),
			entry(Currency.class, Currency::getInstance, "EUR"), entry(Charset.class, TextType::charset, "UTF-8"));

	static @Nullable ValueTarget find(Type type, ValuePlace place) {
		if (type == Date.class) {
			return new Fresh(new TextType(Date.class, TextType::date, "2026-02-28T10:00:00Z"),
					(date) -> ((Date) date).clone());
		}
		if (type == byte[].class) {
			return new Fresh(new TextType(byte[].class, (text) -> text.getBytes(StandardCharsets.UTF_8), "text"),
					(bytes) -> ((byte[]) bytes).clone());
		}
		return (type instanceof Class<?> raw) ? TYPES.get(raw) : null;
	}

	private static Map.Entry<Class<?>, TextType> entry(Class<?> type, Parser parser, Object example) {
		return Map.entry(type, new TextType(type, parser, example.toString()));
	}

	@Override
	public boolean isKey() {
		return this.type != byte[].class;
	}

	@Override
	public ValuePlan planPresent(Value value) throws ValueConversionException {
		return ValuePlan.always(parse(value));
	}

	private Object parse(Value value) throws ValueConversionException {
		try {
			return this.parser.parse(Scalar.text(value));
		}
		catch (Exception ex) {
			throw new ValueConversionException(
					value + " is not " + Scalar.described(this.type) + ", such as " + this.example, ex);
		}
	}

	private static Duration duration(String text) {
		String iso = text.strip().toUpperCase(Locale.ROOT);
		if (iso.contains("P")) {
			return Duration.parse(iso);
		}
		return iso.endsWith("D") ? Duration.parse("P" + iso) : DurationRange.parse(text).toDuration();
	}

	private static Date date(String text) {
		TemporalAccessor date = DATE.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
		if (date instanceof OffsetDateTime time) {
			return Date.from(time.toInstant());
		}
		LocalDateTime time = (date instanceof LocalDate day) ? day.atStartOfDay() : LocalDateTime.from(date);
		return Date.from(time.toInstant(ZoneOffset.UTC));
	}

	private static Locale locale(String text) {
		return new Locale.Builder().setLanguageTag(text.replace('_', '-')).build();
	}

	/**
	 * Others are looked for among the providers on the class path, whoever they are.
	 */
	private static Charset charset(String name) {
		return Stream
			.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII, StandardCharsets.UTF_16,
					StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)
			.filter((charset) -> charset.name().equalsIgnoreCase(name)
					|| charset.aliases().stream().anyMatch(name::equalsIgnoreCase))
			.findFirst()
			.orElseThrow();
	}

	interface Parser {

		Object parse(String text) throws Exception;

	}

	/**
	 * A mutable type, of which no two callers get the same.
	 *
	 * @param target the type
	 * @param copy copies a value
	 */
	private record Fresh(TextType target, UnaryOperator<Object> copy) implements ValueTarget {

		@Override
		public boolean isKey() {
			return this.target.isKey();
		}

		@Override
		public ValuePlan planPresent(Value value) throws ValueConversionException {
			Object original = this.target.parse(value);
			Supplier<Object> copies = () -> this.copy.apply(original);
			return () -> copies;
		}

	}

}
