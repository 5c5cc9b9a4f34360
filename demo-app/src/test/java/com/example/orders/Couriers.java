package com.example.orders;

import io.github.failpoint.annotation.Failpoint;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Couriers {

	@Bean
	@Failpoint
	Courier courier() {
		return new Courier();
	}

}
