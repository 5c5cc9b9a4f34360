package io.github.failpoint;

import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.Options;

/**
 * Runs races with jcstress, which itself is content if none has the name that it is
 * given.
 */
public final class Races {

	private Races() {
	}

	public static void main(String[] args) throws Exception {
		Options options = new Options(args);
		if (options.parse() && new JCStress(options).getTests().isEmpty()) {
			throw new IllegalArgumentException("No race has a name with '" + options.getTestFilter() + "'");
		}
		Main.main(args);
	}

}
