package io.github.failpoint;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the packages may know of one another.
 */
class ArchitectureTests {

	private static JavaClasses imported;

	@BeforeAll
	static void importClasses() {
		imported = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("io.github.failpoint");
		assertThat(imported).isNotEmpty();
		assertThat(imported.contain(AutoConfiguration.class)).isFalse();
		assertThat(imported.that(resideInAPackage("io.github.failpoint.aop"))).isNotEmpty();
		assertThat(imported.that(resideInAPackage("io.github.failpoint.autoconfigure"))).isNotEmpty();
	}

	@Test
	void siblingsDoNotKnowOneAnother() {
		layers().whereLayer("autoconfigure")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("aop")
			.mayOnlyBeAccessedByLayers("autoconfigure")
			.whereLayer("audit")
			.mayOnlyBeAccessedByLayers("autoconfigure")
			.whereLayer("reactor")
			.mayOnlyBeAccessedByLayers("aop", "endpoint", "autoconfigure")
			.whereLayer("endpoint")
			.mayOnlyBeAccessedByLayers("autoconfigure")
			.whereLayer("metrics")
			.mayOnlyBeAccessedByLayers("autoconfigure")
			.whereLayer("observation")
			.mayOnlyBeAccessedByLayers("autoconfigure")
			.whereLayer("context")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("environment")
			.mayOnlyBeAccessedByLayers("autoconfigure")
			.whereLayer("value")
			.mayOnlyBeAccessedByLayers("autoconfigure")
			.check(imported);
	}

	private static LayeredArchitecture layers() {
		return layeredArchitecture().consideringOnlyDependenciesInAnyPackage("io.github.failpoint..")
			.layer("autoconfigure")
			.definedBy("io.github.failpoint.autoconfigure..")
			.layer("aop")
			.definedBy("io.github.failpoint.aop..")
			.layer("audit")
			.definedBy("io.github.failpoint.actuate.audit..")
			.layer("reactor")
			.definedBy("io.github.failpoint.reactor..")
			.optionalLayer("endpoint")
			.definedBy("io.github.failpoint.actuate.endpoint..")
			.layer("metrics")
			.definedBy("io.github.failpoint.metrics..")
			.layer("observation")
			.definedBy("io.github.failpoint.observation..")
			.layer("context")
			.definedBy("io.github.failpoint.context..")
			.layer("environment")
			.definedBy("io.github.failpoint.environment..")
			.layer("value")
			.definedBy("io.github.failpoint.value..")
			.layer("engine")
			.definedBy("io.github.failpoint", "io.github.failpoint.convert..", "io.github.failpoint.terms..",
					"io.github.failpoint.annotation..");
	}

	@Test
	void everyClassHasItsLayer() {
		check(classes().should()
			.resideInAnyPackage("io.github.failpoint", "io.github.failpoint.convert..", "io.github.failpoint.terms..",
					"io.github.failpoint.annotation..", "io.github.failpoint.value..", "io.github.failpoint.aop..",
					"io.github.failpoint.actuate.audit..", "io.github.failpoint.actuate.endpoint..",
					"io.github.failpoint.metrics..", "io.github.failpoint.reactor..",
					"io.github.failpoint.observation..", "io.github.failpoint.context..",
					"io.github.failpoint.environment..", "io.github.failpoint.autoconfigure.."));
	}

	@Test
	void packagesHaveNoCycles() {
		check(slices().assignedFrom(new Packages()).should().beFreeOfCycles());
	}

	@Test
	void autoConfigurationsArePublicAndFinalWithoutPublicMethods() {
		check(classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL));
		check(methods().that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.notBePublic());
	}

	@Test
	void beansThatPostProcessAreMadeByStaticMethods() {
		DescribedPredicate<JavaClass> postProcessor = assignableTo(BeanPostProcessor.class)
			.or(assignableTo(BeanFactoryPostProcessor.class));
		check(methods().that().areAnnotatedWith(Bean.class).and().haveRawReturnType(postProcessor).should().beStatic());
	}

	private static void check(ArchRule rule) {
		rule.check(imported);
	}

	private static final class Packages implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			return SliceIdentifier.of(type.getPackageName());
		}

		@Override
		public String getDescription() {
			return "packages";
		}

	}

}
