package io.github.failpoint.aop;

import io.github.failpoint.FailpointGroup;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;

/**
 * The bean behind a gate, and what is made for it once it is needed.
 */
final class GatedBean {

	private final Object target;

	private final FailpointGroup group;

	private final GateProxyFactory factory;

	private volatile @Nullable Object advised;

	private volatile @Nullable Advised description;

	GatedBean(Object target, GateProxyFactory factory) {
		this.target = target;
		this.group = factory.group();
		this.factory = factory;
	}

	Object target() {
		return this.target;
	}

	Object targetOrAdvised() {
		return this.group.isEnabled() ? advised() : this.target;
	}

	/**
	 * Two threads may both make one; they are alike.
	 */
	Object advised() {
		Object advised = this.advised;
		if (advised == null) {
			advised = this.factory.createAdvised(this.target);
			this.advised = advised;
		}
		return advised;
	}

	Advised description() {
		Advised description = this.description;
		if (description == null) {
			description = this.factory.createDescription(this.target);
			this.description = description;
		}
		return description;
	}

	int hashCodeOfGate() {
		return GatedBean.class.hashCode() * 13 + this.target.hashCode();
	}

	boolean isAlike(GatedBean other) {
		return this.factory == other.factory && this.target.equals(other.target);
	}

}
