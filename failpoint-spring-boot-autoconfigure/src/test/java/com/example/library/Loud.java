package com.example.library;

/**
 * A class of somebody else whose initializer is noticed.
 */
public class Loud {

	static {
		Ledger.ENTRIES.add("initialized");
	}

	/**
	 * Create one, which is noticed.
	 * @param text the text
	 */
	public Loud(String text) {
		Ledger.ENTRIES.add(text);
	}

}
