package com.example.clinic;

import java.util.List;

import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.annotation.Failpoint.At;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The kinds of pets, which are cached.
 */
public interface Kinds extends JpaRepository<Kind, Long> {

	/**
	 * Find kinds by name.
	 * @param name the name
	 * @return the kinds
	 */
	@Cacheable("kinds")
	@Failpoint
	List<Kind> findByName(String name);

	@Override
	@CacheEvict(cacheNames = "kinds", allEntries = true)
	@Failpoint(name = "kinds.saved", at = At.AFTER)
	<S extends Kind> S save(S kind);

}
