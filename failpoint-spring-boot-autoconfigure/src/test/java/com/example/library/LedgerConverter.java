package com.example.library;

import org.springframework.core.convert.converter.Converter;

/**
 * A converter of somebody else.
 */
public class LedgerConverter implements Converter<String, Ledger> {

	@Override
	public Ledger convert(String name) {
		return Ledger.valueOf(name);
	}

}
