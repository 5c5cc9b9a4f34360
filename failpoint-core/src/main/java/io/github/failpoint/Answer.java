package io.github.failpoint;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.failpoint.convert.Conversion;
import io.github.failpoint.convert.ValueConversionException;
import io.github.failpoint.convert.ValuePlan;
import io.github.failpoint.terms.Value;
import org.jspecify.annotations.Nullable;

/**
 * A value to return. What code of others makes of it is made once for each site, while no
 * failpoint acts; the JDK's containers around that are fresh for each return, so that no
 * two callers share them.
 */
final class Answer implements Effect {

	private final Value value;

	private final Map<SiteSignature, Supplier<? extends @Nullable Object>> made = new ConcurrentHashMap<>();

	Answer(Value value) {
		this.value = value;
	}

	@Override
	public String keyword() {
		return "return";
	}

	@Override
	public EarlyReturn perform(Evaluation evaluation) {
		SiteSignature site = evaluation.site();
		try {
			return new EarlyReturn(made(site, evaluation.setting().engine().conversion()).get());
		}
		catch (ValueConversionException ex) {
			throw new SiteMismatchException(evaluation.name(), "Failpoint \"" + evaluation.name()
					+ "\" cannot return from " + site.description() + ": " + ex.getMessage(), ex);
		}
	}

	@Override
	public @Nullable String problemAt(SiteSignature site, Conversion conversion) {
		return problem(site, () -> plan(site, conversion));
	}

	@Override
	public @Nullable String prepare(SiteSignature site, Conversion conversion) {
		return problem(site, () -> made(site, conversion));
	}

	/**
	 * No lock is held: whoever makes it at the same time, at a site that nobody has
	 * declared, may do so in vain.
	 */
	private Supplier<? extends @Nullable Object> made(SiteSignature site, Conversion conversion)
			throws ValueConversionException {
		Supplier<? extends @Nullable Object> known = this.made.get(site);
		if (known == null) {
			ValuePlan plan = plan(site, conversion);
			known = Suppression.call(() -> made(site, plan));
			this.made.put(site, known);
		}
		return known;
	}

	/**
	 * Only where something is made for each call is it worth to be exempt.
	 */
	private Supplier<? extends @Nullable Object> made(SiteSignature site, ValuePlan plan)
			throws ValueConversionException {
		ValuePlan resolved = plan.resolve();
		Supplier<? extends @Nullable Object> made = resolved.make();
		if (isAbsent() && site.nonNull() && made.get() == null) {
			throw neverNull();
		}
		return Conversion.isConstant(resolved) ? made : () -> Suppression.call(made::get);
	}

	private ValuePlan plan(SiteSignature site, Conversion conversion) throws ValueConversionException {
		ValuePlan plan = Suppression.call(() -> conversion.plan(this.value, site.returnType(), site.packageName()));
		if (isAbsent() && site.nonNull() && Conversion.isNull(plan)) {
			throw neverNull();
		}
		return plan;
	}

	private boolean isAbsent() {
		return this.value instanceof Value.None || this.value instanceof Value.Null;
	}

	private static ValueConversionException neverNull() {
		return new ValueConversionException("it is never null");
	}

	private static @Nullable String problem(SiteSignature site, Attempt attempt) {
		try {
			attempt.run();
			return null;
		}
		catch (ValueConversionException ex) {
			return "returns " + site.returnType().getTypeName() + ", and " + ex.getMessage();
		}
	}

	private interface Attempt {

		void run() throws ValueConversionException;

	}

}
