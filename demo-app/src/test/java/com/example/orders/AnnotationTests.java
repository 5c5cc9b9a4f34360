package com.example.orders;

import java.util.List;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.FailpointStatus;
import io.github.failpoint.SettingRefusedException;
import io.github.failpoint.autoconfigure.FailpointAopAutoConfiguration;
import io.github.failpoint.autoconfigure.FailpointAutoConfiguration;
import io.github.failpoint.demo.docs.DocsQuote;
import io.github.failpoint.demo.docs.DocsTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What docs/annotation.md says.
 */
@ExtendWith(OutputCaptureExtension.class)
class AnnotationTests {

	private static final String STATIC_IN_ANOTHER_TEST = "checksum.compute";

	private static final Order ORDER = new Order(1, "book", 1);

	private final ApplicationContextRunner runner = new ApplicationContextRunner(
			AnnotationConfigApplicationContext::new)
		.withConfiguration(AutoConfigurations.of(FailpointAutoConfiguration.class, FailpointAopAutoConfiguration.class))
		.withUserConfiguration(Scan.class);

	@Test
	void namesAreAsThePageSays() {
		this.runner.run((context) -> assertThat(context.getBean(FailpointRegistry.class).failpoints())
			.extracting(FailpointStatus::name)
			.filteredOn((name) -> !name.equals(STATIC_IN_ANOTHER_TEST))
			.containsExactlyInAnyOrderElementsOf(DocsTable.column("docs/annotation.md", "Failpoint", 0)));
	}

	@Test
	void callsOfAnObjectToItselfAreNotSeen() {
		this.runner.run((context) -> {
			context.getBean(FailpointRegistry.class).enable("shipping.pack", "throw(IllegalStateException)");
			Shipping shipping = context.getBean(Shipping.class);
			assertThatIllegalStateException().isThrownBy(() -> shipping.pack(ORDER));
			assertThat(shipping.export(ORDER)).isTrue();
		});
	}

	@Test
	void aHandleIsSeenWhereAnAnnotationIsNot() {
		this.runner.run((context) -> {
			context.getBean(FailpointRegistry.class).enable("archive.before-store", "throw(IllegalStateException)");
			Archive archive = context.getBean(Archive.class);
			assertThatIllegalStateException().isThrownBy(() -> archive.storeAll(List.of(ORDER)));
		});
	}

	@Test
	void theAnnotationOfAnInterfaceCountsWithWhatTheClassDeclares() {
		this.runner.run((context) -> {
			FailpointRegistry failpoints = context.getBean(FailpointRegistry.class);
			failpoints.enable("warehouse.take", "return(3)");
			assertThat(context.getBean(Warehouse.class).take("book", 1)).isEqualTo(3);
			assertThatExceptionOfType(SettingRefusedException.class)
				.isThrownBy(() -> failpoints.enable("warehouse.take", "throw(IOException)"));
			assertThatCode(() -> context.getBean(Warehouse.class).take("book", 1)).doesNotThrowAnyException();
		});
	}

	@Test
	void theAnnotationOfABeanMethodIsForTheBean() {
		this.runner.run((context) -> {
			context.getBean(FailpointRegistry.class).enable("courier.deliver", "return(lost)");
			assertThat(context.getBean(Courier.class).deliver(ORDER)).isEqualTo("lost");
		});
	}

	@Test
	void whatCanNeverActIsToldOf(CapturedOutput output) {
		this.runner.withBean(Catalogue.class)
			.run((context) -> assertThat(output).contains(DocsQuote.in("docs/annotation.md")));
	}

	@ComponentScan(basePackageClasses = AnnotationTests.class)
	static class Scan {

	}

}
