package io.github.failpoint.test;

import java.util.List;

/**
 * What a test runs in.
 */
interface Surroundings {

	/**
	 * Return whether others go on to use the registry when the test is over.
	 */
	boolean keepRegistry();

	/**
	 * Return why a failpoint may not be reached here, in sentences without a full stop.
	 * @param name the name
	 */
	List<String> obstacles(String name);

}
