package com.example.points;

import java.util.List;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.test.FailpointExtension;
import io.github.failpoint.test.WithFailpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.github.failpoint.test.TestFailpoint.failpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(FailpointExtension.class)
class LineImportTests {

	private final LineImport lineImport;

	LineImportTests(FailpointRegistry failpoints) {
		this.lineImport = new LineImport(failpoints);
	}

	@Test
	@WithFailpoint(name = "import.after-line", terms = "1*off->1*throw(IllegalStateException)")
	void linesBeforeTheFaultAreKept() {
		assertThatIllegalStateException().isThrownBy(() -> this.lineImport.run(List.of("a", "b", "c")));
		assertThat(this.lineImport.lines()).containsExactly("a", "b");
		assertThat(failpoint("import.after-line")).wasTriggered(1).wasTriggeredBy("handle").isExhausted();
	}

}
