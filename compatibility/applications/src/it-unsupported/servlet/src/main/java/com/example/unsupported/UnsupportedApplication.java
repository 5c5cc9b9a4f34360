package com.example.unsupported;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class UnsupportedApplication {

	public static void main(String[] args) {
		SpringApplication.run(UnsupportedApplication.class, args);
	}

}
