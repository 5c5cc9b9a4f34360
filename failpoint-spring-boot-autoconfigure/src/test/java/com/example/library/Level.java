package com.example.library;

/**
 * An enum of a library that tells when it is initialized.
 */
public enum Level {

	/**
	 * Low.
	 */
	LOW,

	/**
	 * High.
	 */
	HIGH;

	static {
		Ledger.ENTRIES.add("Level");
	}

}
