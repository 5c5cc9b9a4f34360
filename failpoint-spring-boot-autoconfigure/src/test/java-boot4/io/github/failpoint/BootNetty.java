package io.github.failpoint;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Netty as the server, with the resources of the application.
 */
@Configuration(proxyBeanMethods = false)
public class BootNetty {

	@Bean
	NettyReactiveWebServerFactory webServerFactory(ReactorResourceFactory resources) {
		NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory();
		factory.setResourceFactory(resources);
		return factory;
	}

}
