package com.example.clinic;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;

/**
 * The application.
 */
@EnableCaching
@SpringBootApplication
public class ClinicApplication {

	@Bean
	CacheManager caches() {
		return new ConcurrentMapCacheManager("kinds");
	}

}
