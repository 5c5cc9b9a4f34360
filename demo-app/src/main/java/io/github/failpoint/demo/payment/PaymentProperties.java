package io.github.failpoint.demo.payment;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("shop.payment")
record PaymentProperties(@Nullable URI url) {

}
