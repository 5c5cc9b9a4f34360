package com.example.noactuator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class NoActuatorApplication {

	public static void main(String[] args) {
		SpringApplication.run(NoActuatorApplication.class, args);
	}

}
