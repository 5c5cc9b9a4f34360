package com.example.library;

import java.util.ArrayList;
import java.util.List;

/**
 * A class of somebody else, which writes down whatever is run.
 */
public class Ledger {

	public static final List<String> ENTRIES = new ArrayList<>();

	private String name = "";

	/**
	 * Create a ledger.
	 */
	public Ledger() {
		this.name = "new";
	}

	/**
	 * Create a ledger, which is noticed.
	 * @param name the name
	 */
	public Ledger(String name) {
		ENTRIES.add("constructor " + name);
	}

	/**
	 * Return a ledger, which is noticed.
	 * @param name the name
	 * @return the ledger
	 */
	public static Ledger valueOf(String name) {
		ENTRIES.add("valueOf " + name);
		return new Ledger();
	}

	/**
	 * Find a ledger, which is noticed.
	 * @param id the id
	 * @return the ledger
	 */
	public static Ledger findLedger(Long id) {
		ENTRIES.add("findLedger " + id);
		return new Ledger();
	}

	/**
	 * Set the name, which is noticed.
	 * @param name the name
	 */
	public void setName(String name) {
		ENTRIES.add("setName " + name);
		this.name = name;
	}

	/**
	 * Return the name.
	 * @return the name
	 */
	public String getName() {
		return this.name;
	}

}
