package io.github.failpoint.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TestId}.
 */
class TestIdTests {

	@Test
	void namesTheWrapperWhereThereIsOne(@TempDir Path project) throws IOException {
		Path module = Files.createDirectory(project.resolve("module"));
		assertThat(TestId.command("mvn", "mvnw", module)).isEqualTo("mvn");
		Files.createFile(project.resolve("mvnw"));
		assertThat(TestId.command("mvn", "mvnw", module)).isEqualTo("./mvnw");
		assertThat(TestId.command("gradle", "gradlew", module)).isEqualTo("gradle");
	}

}
