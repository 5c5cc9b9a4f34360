package com.example.clinic;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/**
 * A kind of pet.
 */
@Entity
public class Kind {

	@Id
	@GeneratedValue
	private Long id;

	private String name;

	Kind() {
	}

	Kind(String name) {
		this.name = name;
	}

	Long getId() {
		return this.id;
	}

	String getName() {
		return this.name;
	}

}
