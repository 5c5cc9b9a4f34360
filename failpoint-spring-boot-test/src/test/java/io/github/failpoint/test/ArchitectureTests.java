package io.github.failpoint.test;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the kit may know: JUnit and Spring are optional, and neither part needs
 * the other.
 */
class ArchitectureTests {

	private static final DescribedPredicate<JavaClass> JUNIT = belongToAnyOf(FailpointExtension.class,
			WithFailpoint.class, WithFailpoints.class);

	private static final DescribedPredicate<JavaClass> SPRING = belongToAnyOf(FailpointTestExecutionListener.class,
			FailpointMockitoCustomizerFactory.class, FailpointSliceCustomizerFactory.class, SpringContext.class,
			MockBeans.class, MockitoSentence.class, StubbingFilter.class);

	private static final DescribedPredicate<JavaClass> MOCKITO = belongToAnyOf(MockBeans.class, MockitoSentence.class,
			StubbingFilter.class);

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.github.failpoint.test");

	@Test
	void theRulesLookAtClasses() {
		assertThat(CLASSES).hasSizeGreaterThan(20);
		assertThat(CLASSES.contain(FailpointSession.class)).isTrue();
		assertThat(CLASSES.contain(ArchitectureTests.class)).isFalse();
		assertThat(CLASSES.that(JUNIT)).isNotEmpty();
		assertThat(CLASSES.that(SPRING)).isNotEmpty();
	}

	@Test
	void onlyTheExtensionKnowsJUnit() {
		noClasses().that(DescribedPredicate.not(JUNIT))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.junit..", "org.opentest4j..", "org.testng..")
			.check(CLASSES);
	}

	@Test
	void onlyTheListenerAndTheSlicesKnowSpring() {
		noClasses().that(DescribedPredicate.not(SPRING))
			.should()
			.dependOnClassesThat(resideInAPackage("org.springframework..")
				.or(resideInAPackage("io.github.failpoint.autoconfigure.."))
				.or(SPRING))
			.check(CLASSES);
	}

	@Test
	void onlyWhatIsMadeForItKnowsMockito() {
		noClasses().that(DescribedPredicate.not(MOCKITO))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.mockito..")
			.check(CLASSES);
	}

	@Test
	void onlyTheIntendedTypesArePublic() {
		assertThat(CLASSES.stream()
			.filter((type) -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getSimpleName)).containsExactlyInAnyOrder("FailpointAssert", "FailpointExtension",
					"FailpointVisibility", "TestFailpoint", "WithFailpoint", "WithFailpoints");
	}

	@Test
	void noMethodIsSynchronized() {
		noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED).check(CLASSES);
	}

	@Test
	void nobodyExtendsOurClasses() {
		classes()
			.should(be(DescribedPredicate.describe("final, sealed, an interface, an enum or a record",
					(type) -> type.isInterface() || type.isEnum() || type.isRecord() || type.isAnonymousClass()
							|| type.getModifiers().contains(JavaModifier.FINAL) || type.reflect().isSealed())))
			.check(CLASSES);
	}

}
