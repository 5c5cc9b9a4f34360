package com.example.orders;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.failpoint.annotation.Failpoint;
import io.github.failpoint.annotation.Failpoint.At;
import io.github.failpoint.annotation.Failpoint.Position;

import org.springframework.core.annotation.AliasFor;

@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Failpoint(at = At.AFTER, position = Position.OUTERMOST)
@interface AnswerLost {

	@AliasFor(annotation = Failpoint.class, attribute = "name")
	String value();

}
