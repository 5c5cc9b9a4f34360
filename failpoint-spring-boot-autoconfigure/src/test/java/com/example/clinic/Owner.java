package com.example.clinic;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.validation.constraints.NotBlank;

/**
 * An owner of a pet, and the form in which one is entered.
 */
@Entity
public class Owner {

	@Id
	@GeneratedValue
	private Long id;

	@NotBlank
	private String name;

	private String kind;

	Long getId() {
		return this.id;
	}

	/**
	 * Return the name.
	 * @return the name
	 */
	public String getName() {
		return this.name;
	}

	/**
	 * Set the name.
	 * @param name the name
	 */
	public void setName(String name) {
		this.name = name;
	}

	String getKind() {
		return this.kind;
	}

	void setKind(String kind) {
		this.kind = kind;
	}

}
