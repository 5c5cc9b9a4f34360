package com.example.clinic;

import java.util.List;

import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.annotation.Failpoint.At;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The owners.
 */
public interface Owners extends JpaRepository<Owner, Long> {

	/**
	 * Find owners by name.
	 * @param name the name
	 * @return the owners
	 */
	@Failpoint
	List<Owner> findByName(String name);

	@Override
	@Failpoint(name = "owners.saved", at = At.AFTER)
	<S extends Owner> S save(S owner);

}
