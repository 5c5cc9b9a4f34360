package io.github.failpoint;

import java.util.function.IntSupplier;

/**
 * How not to do it: the setting is read twice. The tests have to notice.
 */
class NaiveFailpoint {

	private volatile IntSupplier setting;

	void enable(int value) {
		this.setting = () -> value;
	}

	void disable() {
		this.setting = null;
	}

	int evaluate() {
		return (this.setting != null) ? this.setting.getAsInt() : 0;
	}

}
