package io.github.failpoint.test;

import io.github.failpoint.test.app.Greetings;
import io.github.failpoint.test.app.KitApplication;
import io.github.failpoint.test.app.Names;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.mock.mockito.SpyBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.verify;

/**
 * Tests for failpoints of beans that are spies as only Spring Boot 3 has them.
 */
@SuppressWarnings("removal")
@SpringBootTest(classes = KitApplication.class)
class SpyBeanTests {

	@SpyBean
	Names names;

	@Autowired
	Greetings greetings;

	@Test
	@WithFailpoint(name = "names.of", terms = "1*throw(IllegalStateException)")
	void nothingIsReachedWhileTheSpyIsStubbedOrVerified() {
		doReturn("stub").when(this.names).of(any());
		assertThatIllegalStateException().isThrownBy(() -> this.greetings.greet("Ada"));
		assertThat(this.greetings.greet("Ada")).isEqualTo("Hello stub");
		verify(this.names).of("Ada");
	}

}
