package io.github.failpoint.demo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.jdbc.Sql;

/**
 * A test of the running shop over HTTP, which is patient, since the machine may be busy.
 * Each test starts without orders, with 100 books and 10 lamps.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.http.clients.connect-timeout=1m", "spring.http.clients.read-timeout=1m",
				"spring.datasource.hikari.connection-timeout=60000", "delivery.patience=1m" })
@AutoConfigureRestTestClient
@Sql(statements = { "delete from orders", "update item set in_stock = 100 where name = 'book'",
		"update item set in_stock = 10 where name = 'lamp'" })
public @interface ShopTest {

}
