package io.github.failpoint.test;

import java.util.List;

/**
 * A test without Spring.
 */
enum NoContext implements Surroundings {

	INSTANCE;

	@Override
	public boolean keepRegistry() {
		return true;
	}

	@Override
	public List<String> obstacles(String name) {
		return List.of("there is no Spring context in this test, and so no bean reaches a failpoint");
	}

}
