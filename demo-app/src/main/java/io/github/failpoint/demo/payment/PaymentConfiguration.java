package io.github.failpoint.demo.payment;

import java.net.URI;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

@Configuration(proxyBeanMethods = false)
class PaymentConfiguration {

	@Bean
	PaymentClient paymentClient(RestClient.Builder builder, PaymentProperties properties, PaymentStub stub) {
		URI url = (properties.url() != null) ? properties.url() : stub.url();
		RestClient client = builder.baseUrl(url)
			.defaultStatusHandler(HttpStatus.PAYMENT_REQUIRED::equals, PaymentConfiguration::refused)
			.build();
		return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
			.build()
			.createClient(PaymentClient.class);
	}

	private static void refused(HttpRequest request, ClientHttpResponse response) {
		throw new PaymentRefusedException("The payment provider refused the charge");
	}

}
