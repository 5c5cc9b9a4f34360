package io.github.failpoint.demo.published;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.aop.FailpointAnnotationBeanPostProcessor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jars as the module system sees them.
 */
class ModulesIT {

	private final List<Path> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
		.map(Path::of)
		.filter((path) -> path.getFileName().toString().matches("failpoint-.*\\.jar"))
		.toList();

	private final List<ModuleDescriptor> modules = ModuleFinder.of(this.jars.toArray(Path[]::new))
		.findAll()
		.stream()
		.map(ModuleReference::descriptor)
		.toList();

	@Test
	void everyJarNamesItsModule() throws IOException {
		for (Path jar : this.jars) {
			try (JarFile file = new JarFile(jar.toFile())) {
				assertThat(file.getManifest().getMainAttributes().getValue("Automatic-Module-Name")).as(jar.toString())
					.startsWith("io.github.failpoint");
			}
		}
		assertThat(this.modules).extracting(ModuleDescriptor::name)
			.contains("io.github.failpoint", "io.github.failpoint.autoconfigure", "io.github.failpoint.starter");
	}

	@Test
	void packagesBelongToOneModule() {
		assertThat(this.modules).flatExtracting(ModuleDescriptor::packages)
			.contains(FailpointRegistry.class.getPackageName(), Failpoint.class.getPackageName(),
					FailpointAnnotationBeanPostProcessor.class.getPackageName())
			.doesNotHaveDuplicates();
	}

	@Test
	void everyJarCarriesTheLicence() throws IOException {
		for (Path jar : this.jars) {
			try (JarFile file = new JarFile(jar.toFile())) {
				assertThat(file.getEntry("META-INF/LICENSE")).as(jar.toString()).isNotNull();
			}
		}
	}

}
