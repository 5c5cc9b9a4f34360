package io.github.failpoint;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FailpointSite}, {@link SiteSignature} and the check of settings
 * against sites.
 */
class FailpointSiteTests {

	private static final SiteSignature COUNT = new SiteSignature("A.count()", int.class, List.of());

	private static final SiteSignature READ = new SiteSignature("B.read()", String.class, List.of(IOException.class));

	private static final SiteSignature QUERY = new SiteSignature("C.query()", void.class, List.of(SQLException.class));

	@AutoClose
	private final FailpointRegistry registry = new FailpointRegistry();

	@AutoClose
	private final Callers callers = new Callers();

	@Test
	void declaringAgainReturnsTheSiteThereIs() {
		FailpointSite site = this.registry.declare("p", COUNT);
		assertThat(this.registry.declare("p", new SiteSignature("A.count()", int.class, List.of()))).isSameAs(site);
		assertThat(this.registry.declare("p", READ)).isNotSameAs(site);
		assertThat(this.registry.declare("q", COUNT)).isNotSameAs(site);
		assertThat(site.name()).isEqualTo("p");
		assertThat(site.signature()).isEqualTo(COUNT);
	}

	@Test
	void manyThreadsDeclareOneSite() {
		for (int round = 0; round < 200; round++) {
			String name = "p" + round;
			List<Future<?>> calls = this.callers.run(4, () -> this.registry.declare(name, COUNT));
			Callers.join(calls);
			assertThat(this.registry.status(name).orElseThrow().sites()).containsExactly("A.count()");
		}
	}

	@Test
	void knowsWhetherTheFailpointIsEnabled() {
		FailpointSite site = this.registry.declare("p", COUNT);
		assertThat(site.isEnabled()).isFalse();
		this.registry.enable("p", "off");
		assertThat(site.isEnabled()).isTrue();
		this.registry.disable("p");
		assertThat(site.isEnabled()).isFalse();
	}

	@Test
	void tellsAValueOfNullFromGoingOn() throws Throwable {
		FailpointSite site = this.registry.declare("p", READ);
		assertThat(site.evaluate()).isNull();
		this.registry.enable("p", "1*return(null)->off");
		assertThat(site.evaluate()).isEqualTo(new EarlyReturn(null));
		assertThat(site.evaluate()).isNull();
	}

	@Test
	void throwsTheCheckedExceptionItDeclares() {
		FailpointSite site = this.registry.declare("p", READ);
		this.registry.enable("p", "throw(IOException)", EnableOptions.source(FailpointSource.ENDPOINT));
		assertThatExceptionOfType(IOException.class).isThrownBy(site::evaluate).withMessage("failpoint p");
	}

	@Test
	void refusingASettingListsEverySiteThatCannotTakeIt() {
		this.registry.declare("p", COUNT);
		this.registry.declare("p", READ);
		this.registry.declare("p", QUERY);
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> this.registry.enable("p", "return(abc)"))
			.withMessage("Failpoint \"p\" cannot be set to \"return(abc)\": "
					+ "A.count() returns int, and \"abc\" is not an int; "
					+ "C.query() returns void, and a place that returns nothing takes \"return\" without a value");
	}

	@Test
	void refusingACheckedExceptionSuggestsTheUncheckedSibling() {
		this.registry.declare("p", COUNT);
		this.registry.declare("p", READ);
		this.registry.declare("p", QUERY);
		assertThatExceptionOfType(SettingRefusedException.class)
			.isThrownBy(() -> this.registry.enable("p", "50%off->throw(IOException)"))
			.withMessage("Failpoint \"p\" cannot be set to \"50%off->throw(IOException)\": "
					+ "A.count() does not declare the checked exception java.io.IOException; "
					+ "UncheckedIOException is unchecked; "
					+ "C.query() does not declare the checked exception java.io.IOException; "
					+ "UncheckedIOException is unchecked");
		this.registry.enable("p", "throw(UncheckedIOException)");
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.registry.declare("p", COUNT).evaluate());
	}

	@Test
	void everyTermIsChecked() {
		this.registry.declare("p", COUNT);
		for (String terms : List.of("off->return(abc)", "1*return(1)->0%return(null)", "return(1.5)->off")) {
			assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> this.registry.enable("p", terms));
		}
		assertThat(this.registry.disable("p")).isFalse();
	}

	@Test
	void aLaterSiteThatCannotTakeTheSettingPassesThrough() throws Throwable {
		this.registry.enable("p", "return(abc)");
		FailpointSite site = this.registry.declare("p", COUNT);
		assertThat(site.mismatch()).isEqualTo("A.count() returns int, and \"abc\" is not an int");
		assertThat(site.evaluate()).isNull();
		assertThat(this.registry.status("p").orElseThrow().evaluations()).isZero();
	}

	@Test
	void aSiteThatPassesThroughTakesTheNextSetting() throws Throwable {
		this.registry.enable("p", "return(abc)");
		FailpointSite site = this.registry.declare("p", COUNT);
		site.mismatch();
		this.registry.enable("p", "return(5)");
		assertThat(site.evaluate()).isEqualTo(new EarlyReturn(5));
		assertThat(site.mismatch()).isNull();
		assertThat(site.evaluate()).isEqualTo(new EarlyReturn(5));
	}

	@Test
	void otherSitesGoOnActingWhileOnePassesThrough() throws Throwable {
		this.registry.enable("p", "return(abc)");
		this.registry.declare("p", COUNT).mismatch();
		FailpointSite other = this.registry.declare("p", READ);
		assertThat(other.mismatch()).isNull();
		assertThat(other.evaluate()).isEqualTo(new EarlyReturn("abc"));
	}

	@Test
	void aSiteThatWasNotCheckedSaysWhatIsWrong() {
		this.registry.enable("p", "1*return(abc)->throw(IOException)");
		FailpointSite site = this.registry.declare("p", COUNT);
		assertThatExceptionOfType(SiteMismatchException.class).isThrownBy(site::evaluate)
			.withMessage("Failpoint \"p\" cannot return from A.count(): \"abc\" is not an int");
		assertThatExceptionOfType(SiteMismatchException.class).isThrownBy(site::evaluate)
			.withMessage("Failpoint \"p\" cannot throw at A.count(), which does not declare the checked exception "
					+ "java.io.IOException; UncheckedIOException is unchecked");
	}

	@Test
	void whatIsDisabledFitsEverySite() {
		assertThat(this.registry.declare("p", COUNT).mismatch()).isNull();
	}

	@Test
	void aSiteDeclaredWhileItIsEnabledIsCheckedByOneOfTheTwo() throws Throwable {
		for (int round = 0; round < 3_000; round++) {
			String name = "p" + round;
			CountDownLatch start = new CountDownLatch(2);
			Future<Boolean> refused = this.callers.call(() -> {
				meet(start);
				return isRefused(name, "return(abc)");
			});
			meet(start);
			FailpointSite site = this.registry.declare(name, COUNT);
			boolean mismatched = site.mismatch() != null;
			assertThat(Callers.get(refused)).isNotEqualTo(mismatched);
			assertThat(site.evaluate()).isNull();
			assertThat(site.isEnabled()).isEqualTo(mismatched);
		}
	}

	@Test
	void theSignatureOfAMethodNamesItAsUsersKnowIt() throws Exception {
		SiteSignature signature = SiteSignature.of(
				InputStream.class.getMethod("read", byte[].class, int.class, int.class), FileInputStream.class,
				int.class);
		assertThat(signature).isEqualTo(new SiteSignature("java.io.FileInputStream.read(byte[],int,int)", int.class,
				List.of(IOException.class), false, false, "java.io", false));
	}

	@Test
	void theSignatureKnowsWhatMayBeThrown() {
		assertThat(READ.mayThrow(IOException.class)).isTrue();
		assertThat(READ.mayThrow(FileNotFoundException.class)).isTrue();
		assertThat(READ.mayThrow(IllegalStateException.class)).isTrue();
		assertThat(READ.mayThrow(StackOverflowError.class)).isTrue();
		assertThat(READ.mayThrow(Exception.class)).isFalse();
		assertThat(READ.mayThrow(Throwable.class)).isFalse();
	}

	private boolean isRefused(String name, String terms) {
		try {
			this.registry.enable(name, terms);
			return false;
		}
		catch (SettingRefusedException ex) {
			return true;
		}
	}

	private static void meet(CountDownLatch latch) throws InterruptedException {
		latch.countDown();
		latch.await();
	}

}
