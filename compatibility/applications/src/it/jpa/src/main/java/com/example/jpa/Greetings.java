package com.example.jpa;

import io.github.failpoint.annotation.Failpoint;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.CrudRepository;

public interface Greetings extends CrudRepository<Greeting, Long> {

	@Failpoint
	@Query("select min(greeting.text) from Greeting greeting")
	String greet();

}
