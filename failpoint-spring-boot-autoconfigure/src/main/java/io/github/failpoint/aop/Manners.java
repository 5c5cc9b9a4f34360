package io.github.failpoint.aop;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;

/**
 * Finds the manner of a method, or the reason why failpoints cannot act on what it
 * returns.
 */
final class Manners {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Flux",
			Manners.class.getClassLoader());

	private static final Set<String> REACTIVE = Set.of("org.reactivestreams.Publisher",
			"java.util.concurrent.Flow$Publisher", "io.reactivex.rxjava3.core.Flowable",
			"io.reactivex.rxjava3.core.Observable", "io.reactivex.rxjava3.core.Single",
			"io.reactivex.rxjava3.core.Maybe", "io.reactivex.rxjava3.core.Completable", "io.smallrye.mutiny.Uni",
			"io.smallrye.mutiny.Multi");

	private static final String FLOW = "kotlinx.coroutines.flow.Flow";

	/**
	 * What Spring MVC completes after the method has returned, by whatever means.
	 */
	private static final Set<String> COMPLETED_LATER = Set.of(
			"org.springframework.web.context.request.async.DeferredResult",
			"org.springframework.web.context.request.async.WebAsyncTask",
			"org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter",
			"org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody");

	private final String site;

	private final Class<?> returned;

	private Manners(String site, Class<?> returned) {
		this.site = site;
		this.returned = returned;
	}

	/**
	 * Find the manner of a method.
	 * @param site the name of the site, for people
	 * @param returned the class of what the method returns
	 * @param attributes its annotations
	 * @throws InvalidFailpointException if failpoints cannot act on what it returns
	 */
	static Manner find(Method method, String site, Class<?> returned, List<FailpointAttribute> attributes) {
		Manners manners = new Manners(site, returned);
		Manner manner = KotlinDetector.isSuspendingFunction(method) ? manners.suspending() : manners.plain();
		attributes.forEach((attribute) -> manners.requirePossible(manner, attribute));
		return manner;
	}

	/**
	 * Whether failpoints of an annotation can act on what a method returns.
	 */
	static boolean isPossible(Method method, Class<?> returned, FailpointAttribute attribute) {
		try {
			find(method, method.getName(), returned, List.of(attribute));
			return true;
		}
		catch (InvalidFailpointException ex) {
			return false;
		}
	}

	private Manner suspending() {
		ReactiveAdapter flow = adapter(FLOW);
		if (!REACTOR || flow == null) {
			throw refused("it is a suspending function, which needs reactor-core and kotlinx-coroutines-reactor"
					+ " on the class path");
		}
		return new ReactiveManner(this.returned.getName().equals(FLOW) ? flow : null, true);
	}

	private Manner plain() {
		if (CompletionStage.class.isAssignableFrom(this.returned) || Future.class.isAssignableFrom(this.returned)) {
			requireMade(CompletableFuture.class);
			return new FutureManner();
		}
		if (this.returned == Callable.class) {
			return new CallableManner();
		}
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(this.returned);
		if (REACTOR && adapter != null && adapter.getDescriptor().isDeferred()) {
			requireMade(adapter.getReactiveType());
			return new ReactiveManner(adapter, false);
		}
		requireNotReactive();
		return new BlockingManner();
	}

	private void requireMade(Class<?> made) {
		if (!this.returned.isAssignableFrom(made)) {
			throw refused("it returns " + this.returned.getName() + ", which a failpoint cannot make; let it return "
					+ made.getSimpleName());
		}
	}

	private void requireNotReactive() {
		Set<String> types = types(this.returned);
		if (types.contains(FLOW)) {
			throw refused("it returns a Flow, which needs reactor-core and kotlinx-coroutines-reactor"
					+ " on the class path");
		}
		if (types.stream().anyMatch(REACTIVE::contains)) {
			throw refused("it returns " + this.returned.getName() + ", which needs reactor-core on the class path");
		}
	}

	private void requirePossible(Manner manner, FailpointAttribute attribute) {
		if (attribute.afterElements() > 0 && !manner.isMultiValue()) {
			throw refused("'afterElements' is for what sends several elements, such as a Flux");
		}
		if (attribute.isAfter() && types(this.returned).stream().anyMatch(COMPLETED_LATER::contains)) {
			throw refused("it returns " + this.returned.getSimpleName()
					+ ", which completes later than 'at = AFTER' would act; let it return CompletableFuture");
		}
	}

	private @Nullable ReactiveAdapter adapter(String type) {
		try {
			return ReactiveAdapterRegistry.getSharedInstance()
				.getAdapter(ClassUtils.forName(type, Manners.class.getClassLoader()));
		}
		catch (ClassNotFoundException ex) {
			return null;
		}
	}

	private static Set<String> types(Class<?> type) {
		Set<Class<?>> types = new HashSet<>(ClassUtils.getAllInterfacesForClassAsSet(type));
		for (Class<?> parent = type; parent != null; parent = parent.getSuperclass()) {
			types.add(parent);
		}
		return types.stream().map(Class::getName).collect(Collectors.toSet());
	}

	private InvalidFailpointException refused(String reason) {
		return new InvalidFailpointException(this.site, reason, null);
	}

}
