package io.github.failpoint.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.failpoint.test.app.GreetingController;
import io.github.failpoint.test.app.KitApplication;

import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * A slice with one controller, on this line of Spring Boot.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WebMvcTest(GreetingController.class)
@ContextConfiguration(classes = KitApplication.class)
@interface GreetingControllerTest {

}
