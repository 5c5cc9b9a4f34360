package com.example.points;

import java.util.ArrayList;
import java.util.List;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.FailpointRegistry;

import org.springframework.stereotype.Service;

@Service
class LineImport {

	private final FailpointHandle afterLine;

	private final List<String> lines = new ArrayList<>();

	LineImport(FailpointRegistry failpoints) {
		this.afterLine = failpoints.failpoint("import.after-line");
	}

	void run(List<String> lines) {
		for (String line : lines) {
			this.lines.add(line);
			this.afterLine.hit();
		}
	}

	List<String> lines() {
		return this.lines;
	}

}
