package io.github.failpoint.benchmarks;

import io.github.failpoint.annotation.Failpoint;
import org.openjdk.jmh.annotations.CompilerControl;

import org.springframework.stereotype.Service;

/**
 * The bean whose calls are measured.
 */
@Service
public class Account {

	static final String CHARGE = "account.charge";

	/**
	 * A method with a failpoint.
	 * @param amount the amount
	 * @return something computed from it
	 */
	@CompilerControl(CompilerControl.Mode.DONT_INLINE)
	@Failpoint(CHARGE)
	public int charge(int amount) {
		return amount * 31 + 7;
	}

	/**
	 * A method without one.
	 * @param amount the amount
	 * @return something computed from it
	 */
	@CompilerControl(CompilerControl.Mode.DONT_INLINE)
	public int quote(int amount) {
		return amount * 31 + 7;
	}

}
