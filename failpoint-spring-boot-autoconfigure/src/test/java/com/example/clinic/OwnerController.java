package com.example.clinic;

import io.github.failpoint.annotation.Failpoint;
import jakarta.validation.Valid;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers requests.
 */
@RestController
public class OwnerController {

	private final Owners owners;

	private final Kinds kinds;

	OwnerController(Owners owners, Kinds kinds) {
		this.owners = owners;
		this.kinds = kinds;
	}

	@Failpoint
	@GetMapping("/owners")
	ResponseEntity<String> find(@RequestParam("name") String name) {
		return this.owners.findByName(name)
			.stream()
			.findFirst()
			.map((owner) -> ResponseEntity.ok(owner.getKind()))
			.orElseGet(() -> ResponseEntity.notFound().build());
	}

	@Failpoint
	@PostMapping("/owners")
	String add(@Valid Owner owner, @RequestParam("kind") Kind kind) {
		owner.setKind(kind.getName());
		return "owner " + this.owners.save(owner).getName();
	}

	@PostMapping("/kinds")
	String addKind(@RequestParam("name") String name) {
		return "kind " + this.kinds.save(new Kind(name)).getName();
	}

	@ExceptionHandler
	@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
	String explain(DataAccessException ex) {
		return "the database is away";
	}

}
