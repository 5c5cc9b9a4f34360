package io.github.failpoint.aop;

import io.github.failpoint.FailpointGroup;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.cglib.proxy.Dispatcher;

/**
 * The bean behind a gate, and what is made for it once it is needed.
 */
final class GatedBean {

	private final Object target;

	private final GateProxyFactory factory;

	private volatile @Nullable Object advised;

	private volatile @Nullable Advised description;

	GatedBean(Object target, GateProxyFactory factory) {
		this.target = target;
		this.factory = factory;
	}

	Object target() {
		return this.target;
	}

	Dispatcher bean() {
		Object target = this.target;
		return () -> target;
	}

	Dispatcher gate() {
		return new Gate(this, this.target, this.factory.group());
	}

	Dispatcher advice() {
		return this::advised;
	}

	/**
	 * Two threads may both make one; they are alike.
	 */
	private Object advised() {
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

	/**
	 * Holds the target itself, so that a call has one field less to read on its way.
	 */
	private record Gate(GatedBean bean, Object target, FailpointGroup group) implements Dispatcher {

		@Override
		public Object loadObject() {
			return FailpointGroup.isEnabled(this.group) ? this.bean.advised() : this.target;
		}

	}

}
