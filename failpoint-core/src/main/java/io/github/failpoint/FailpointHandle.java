package io.github.failpoint;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.github.failpoint.convert.ValueConversionException;
import org.jspecify.annotations.Nullable;

/**
 * The door through which code reaches a failpoint. There is one for each name of a
 * registry; keep it in a final field. While the failpoint is disabled, reaching it is one
 * read of a field.
 *
 * @since 0.1.0
 * @see FailpointRegistry#failpoint(String)
 * @see Failpoints#failpoint(String)
 */
public final class FailpointHandle {

	static final String DESCRIPTION = "handle";

	private static final @Nullable Object[] NO_ARGUMENTS = {};

	private static final SiteSignature STATEMENT = new SiteSignature(DESCRIPTION, void.class, List.of());

	private final String name;

	private final FailpointSite statement = new FailpointSite(this, STATEMENT);

	private volatile @Nullable State state;

	FailpointHandle(String name) {
		this.name = name;
	}

	/**
	 * Return the name of the failpoint.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return a place that reaches this failpoint, for those who weave failpoints into
	 * code. It is not declared: no setting is checked against it beforehand.
	 * @param signature what the place can return and may throw
	 * @return the place
	 */
	public FailpointSite at(SiteSignature signature) {
		return new FailpointSite(this, signature);
	}

	/**
	 * Reach the failpoint: it may wait, print, or throw an unchecked exception.
	 * @throws SiteMismatchException if it is set to return, or to throw a checked
	 * exception
	 */
	public void hit() {
		if (Door.isOpen() && this.state != null) {
			hit(this.statement, NO_ARGUMENTS);
		}
	}

	/**
	 * Reach the failpoint, which may also throw the given checked exception.
	 * @param <X> the type of the checked exception
	 * @param declared the type of the checked exception
	 * @throws X if the failpoint is set to it
	 * @throws SiteMismatchException if it is set to return, or to throw another checked
	 * exception
	 */
	public <X extends Exception> void hit(Class<X> declared) throws X {
		if (Door.isOpen() && this.state != null) {
			hit(at(new SiteSignature(DESCRIPTION, void.class, List.of(declared))), NO_ARGUMENTS);
		}
	}

	/**
	 * Reach the failpoint and hand arguments to a callback.
	 * @param arguments the arguments
	 * @throws SiteMismatchException if it is set to return, or to throw a checked
	 * exception
	 * @see FailpointCall#arguments()
	 */
	public void call(@Nullable Object... arguments) {
		if (Door.isOpen() && this.state != null) {
			hit(this.statement, arguments);
		}
	}

	/**
	 * Reach the failpoint from a method that returns nothing:
	 * <code>if (point.returnsEarly()) { return; }</code>.
	 * @return whether the caller has to return
	 * @throws SiteMismatchException if it is set to return a value, or to throw a checked
	 * exception
	 */
	public boolean returnsEarly() {
		return Door.isOpen() && this.state != null && reach(this.statement, NO_ARGUMENTS) != null;
	}

	/**
	 * Reach the failpoint around code that has a result.
	 * @param <T> the type of the result
	 * @param <X> what the code may throw
	 * @param type the type of the result, to which the value of a {@code return} is
	 * converted
	 * @param body the code; not run if the failpoint returns
	 * @param arguments what a callback sees
	 * @return the result of the code, or the value of the failpoint
	 * @throws X what the code throws
	 * @throws SiteMismatchException if it is set to return a value that is not of the
	 * type, or to throw a checked exception
	 */
	public <T extends @Nullable Object, X extends Exception> T evaluate(Class<? super T> type, Body<T, X> body,
			@Nullable Object... arguments) throws X {
		return (Door.isOpen() && this.state != null) ? around(type, List.of(), body, arguments) : body.run();
	}

	/**
	 * Reach the failpoint, which may also throw the given checked exception, around code
	 * that has a result.
	 * @param <T> the type of the result
	 * @param <X> what the code and the failpoint may throw
	 * @param type the type of the result, to which the value of a {@code return} is
	 * converted
	 * @param declared the type of the checked exception
	 * @param body the code; not run if the failpoint returns
	 * @param arguments what a callback sees
	 * @return the result of the code, or the value of the failpoint
	 * @throws X what the code throws, or the failpoint is set to
	 * @throws SiteMismatchException if it is set to return a value that is not of the
	 * type, or to throw another checked exception
	 */
	public <T extends @Nullable Object, X extends Exception> T evaluate(Class<? super T> type, Class<X> declared,
			Body<T, X> body, @Nullable Object... arguments) throws X {
		return (Door.isOpen() && this.state != null) ? around(type, List.of(declared), body, arguments) : body.run();
	}

	@SuppressWarnings({ "unchecked", "NullAway" })
	private <T extends @Nullable Object, X extends Exception> T around(Class<? super T> type, List<Class<?>> declared,
			Body<T, X> body, @Nullable Object[] arguments) throws X {
		EarlyReturn answer = reach(at(new SiteSignature(DESCRIPTION, type, declared)), arguments);
		return (answer != null) ? (T) answer.value() : body.run();
	}

	/**
	 * Reach the failpoint around code whose result comes later. The code runs at once, on
	 * this thread; {@code sleep} and {@code pause} hold no thread but delay the result,
	 * and everything that the failpoint throws is a failed result.
	 * @param <T> the type of the result
	 * @param type the type of the result, to which the value of a {@code return} is
	 * converted
	 * @param body the code; not run if the failpoint returns or throws
	 * @param arguments what a callback sees
	 * @return the result of the code, or the one of the failpoint. Where the failpoint
	 * waits, cancelling it ends the wait and cancels the result of the code
	 */
	public <T extends @Nullable Object> CompletionStage<T> evaluateAsync(Class<? super T> type,
			Supplier<? extends CompletionStage<T>> body, @Nullable Object... arguments) {
		return (Door.isOpen() && this.state != null) ? aroundAsync(type, body, arguments) : body.get();
	}

	@SuppressWarnings({ "unchecked", "NullAway" })
	private <T extends @Nullable Object> CompletionStage<T> aroundAsync(Class<? super T> type,
			Supplier<? extends CompletionStage<T>> body, @Nullable Object[] arguments) {
		SiteSignature site = new SiteSignature(DESCRIPTION, type, List.of()).signallingErrors();
		return new AsyncCall<T>(at(site).evaluateAsync(arguments)).around(body,
				(value) -> CompletableFuture.completedFuture((T) value));
	}

	private void hit(FailpointSite site, @Nullable Object[] arguments) {
		if (returns(site, arguments)) {
			throw new SiteMismatchException(this.name, "Failpoint \"" + this.name
					+ "\" is set to return, but the code calls hit(), which cannot; use evaluate or returnsEarly",
					null);
		}
	}

	/**
	 * Whether there is a value to return does not matter to code that cannot return.
	 */
	private static boolean returns(FailpointSite site, @Nullable Object[] arguments) {
		try {
			return reach(site, arguments) != null;
		}
		catch (SiteMismatchException ex) {
			if (ex.getCause() instanceof ValueConversionException) {
				return true;
			}
			throw ex;
		}
	}

	private static @Nullable EarlyReturn reach(FailpointSite site, @Nullable Object[] arguments) {
		try {
			return site.evaluate(arguments);
		}
		catch (Throwable ex) {
			throw FailpointHandle.<RuntimeException>unchecked(ex);
		}
	}

	/**
	 * The site's signature has made sure that only what it declares is thrown.
	 */
	@SuppressWarnings("unchecked")
	private static <X extends Throwable> X unchecked(Throwable ex) throws X {
		throw (X) ex;
	}

	@Nullable State state() {
		return this.state;
	}

	void publish(@Nullable State state) {
		this.state = state;
	}

	/**
	 * Code around which a failpoint stands.
	 *
	 * @param <T> the type of the result
	 * @param <X> what it may throw
	 */
	@FunctionalInterface
	public interface Body<T extends @Nullable Object, X extends Exception> {

		/**
		 * Run the code.
		 * @return the result
		 * @throws X if it fails
		 */
		T run() throws X;

	}

}
