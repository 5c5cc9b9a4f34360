package com.example.clinic;

import java.text.ParseException;
import java.util.Locale;

import io.github.failpoint.annotation.Failpoint;

import org.springframework.format.Formatter;
import org.springframework.stereotype.Component;

/**
 * Finds kinds by their names in requests.
 */
@Component
public class KindFormatter implements Formatter<Kind> {

	private final Kinds kinds;

	KindFormatter(Kinds kinds) {
		this.kinds = kinds;
	}

	@Override
	@Failpoint
	public Kind parse(String text, Locale locale) throws ParseException {
		return this.kinds.findByName(text)
			.stream()
			.findFirst()
			.orElseThrow(() -> new ParseException("kind not found: " + text, 0));
	}

	@Override
	public String print(Kind kind, Locale locale) {
		return kind.getName();
	}

}
