package io.github.failpoint;

import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what may depend on what, and for the shape of all classes.
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.failpoint";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	private static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(**)..").should().beFreeOfCycles();

	private static final ArchRule TERMS_STAND_ALONE = classes().that()
		.resideInAPackage(ROOT + ".terms")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage(ROOT + ".terms", "java..", "org.jspecify..");

	private static final ArchRule ANNOTATION_STANDS_ALONE = classes().that()
		.resideInAPackage(ROOT + ".annotation")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage(ROOT + ".annotation", "java..", "org.jspecify..");

	private static final ArchRule ENGINE_KNOWS_TERMS_AND_THE_JDK = classes().that()
		.resideInAPackage(ROOT)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage(ROOT, ROOT + ".convert", ROOT + ".terms", "java..", "jdk.jfr..", "org.jspecify..");

	private static final ArchRule CONVERSION_KNOWS_TERMS_AND_THE_JDK = classes().that()
		.resideInAPackage(ROOT + ".convert")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage(ROOT + ".convert", ROOT + ".terms", "java..", "org.jspecify..");

	private static final ArchRule NO_SYNCHRONIZED_METHODS = noMethods().should()
		.haveModifier(JavaModifier.SYNCHRONIZED);

	private static final ArchRule CLOSED_HIERARCHIES = classes().should(be(closed()));

	@Test
	void theRulesLookAtClasses() {
		assertThat(CLASSES).hasSizeGreaterThan(80);
		assertThat(CLASSES.contain(FailpointRegistry.class)).isTrue();
		assertThat(CLASSES.contain(ArchitectureTests.class)).isFalse();
		assertThat(CLASSES).extracting(JavaClass::getPackageName).contains(ROOT, ROOT + ".terms", ROOT + ".annotation");
	}

	@Test
	void thereAreNoCycles() {
		NO_CYCLES.check(CLASSES);
		assertThat(CLASSES.stream()
			.filter((type) -> type.getPackageName().equals(ROOT + ".terms"))
			.flatMap((type) -> type.getDirectDependenciesFromSelf().stream())
			.map((dependency) -> dependency.getTargetClass().getPackageName()))
			.doesNotContain(ROOT, ROOT + ".annotation");
	}

	@Test
	void termsDependOnNothingOfOurs() {
		TERMS_STAND_ALONE.check(CLASSES);
	}

	@Test
	void theAnnotationDependsOnNothingOfOurs() {
		ANNOTATION_STANDS_ALONE.check(CLASSES);
	}

	@Test
	void theEngineDependsOnTermsAndTheJdk() {
		ENGINE_KNOWS_TERMS_AND_THE_JDK.check(CLASSES);
	}

	@Test
	void conversionDependsOnTermsAndTheJdk() {
		CONVERSION_KNOWS_TERMS_AND_THE_JDK.check(CLASSES);
	}

	@Test
	void noMethodIsSynchronized() {
		NO_SYNCHRONIZED_METHODS.check(CLASSES);
	}

	@Test
	void nobodyExtendsOurClasses() {
		CLOSED_HIERARCHIES.check(CLASSES);
	}

	@Test
	void theRulesFindViolations() {
		JavaClasses bad = new ClassFileImporter().importClasses(Bad.class);
		assertThat(NO_SYNCHRONIZED_METHODS.evaluate(bad).hasViolation()).isTrue();
		assertThat(CLOSED_HIERARCHIES.evaluate(bad).hasViolation()).isTrue();
		assertThat(ENGINE_KNOWS_TERMS_AND_THE_JDK.evaluate(bad).hasViolation()).isTrue();
	}

	@Test
	void onlyTheIntendedTypesOfTheEngineArePublic() {
		Set<String> types = CLASSES.stream()
			.filter((type) -> type.getPackageName().equals(ROOT) && type.isTopLevelClass())
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getSimpleName)
			.collect(Collectors.toSet());
		assertThat(types).containsExactlyInAnyOrder("AwaitOutcome", "Breakpoint", "EarlyReturn", "EnableOptions",
				"FailpointCall", "FailpointCallback", "FailpointControl", "FailpointException", "FailpointGroup",
				"FailpointHandle", "FailpointLimits", "FailpointListener", "FailpointMarkerException",
				"FailpointPanicException", "FailpointPolicy", "FailpointRegistry", "FailpointScheduler",
				"FailpointScope", "FailpointSite", "FailpointSnapshot", "FailpointSource", "FailpointStatus",
				"FailpointTotals", "FailpointTrigger", "Failpoints", "SettingRefusedException", "SiteMismatchException",
				"SiteSignature", "UnreachableSite");
	}

	private static DescribedPredicate<JavaClass> closed() {
		return DescribedPredicate.describe("final, sealed, an interface, an enum or a record",
				(type) -> type.isInterface() || type.isEnum() || type.isRecord() || type.isAnonymousClass()
						|| type.getModifiers().contains(JavaModifier.FINAL) || type.reflect().isSealed()
						|| type.getEnclosingClass().filter(JavaClass::isEnum).isPresent());
	}

	static class Bad {

		private final Class<?> outside = ArchRule.class;

		synchronized Class<?> outside() {
			return this.outside;
		}

	}

}
