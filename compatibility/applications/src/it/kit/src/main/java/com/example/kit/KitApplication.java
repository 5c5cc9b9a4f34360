package com.example.kit;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class KitApplication {

	public static void main(String[] args) {
		SpringApplication.run(KitApplication.class, args);
	}

}
