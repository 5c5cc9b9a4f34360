package io.github.failpoint.value;

import java.lang.reflect.Type;
import java.util.List;

import io.github.failpoint.convert.Conversion;
import io.github.failpoint.convert.ValueConversionException;
import io.github.failpoint.convert.ValuePlan;
import io.github.failpoint.terms.Action;
import io.github.failpoint.terms.Terms;
import io.github.failpoint.terms.Value;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * A conversion for places of this package.
 *
 * @param beanFactory the beans of the application
 * @param allowed packages that count as its own
 */
record Conversions(DefaultListableBeanFactory beanFactory, String... allowed) {

	static Conversions without(String... allowed) {
		return new Conversions(new DefaultListableBeanFactory(), allowed);
	}

	ValuePlan plan(String value, Type type) throws ValueConversionException {
		return conversion().plan(value(value), type, Conversions.class.getPackageName());
	}

	Conversion conversion() {
		return new Conversion(new SpringValueConverter(this.beanFactory, List::of, List.of(this.allowed)));
	}

	Object convert(String value, Type type) throws ValueConversionException {
		return plan(value, type).resolve().make().get();
	}

	static Value value(String text) {
		return ((Action.Return) Terms.of("return(" + text + ")").terms().get(0).action()).value();
	}

}
