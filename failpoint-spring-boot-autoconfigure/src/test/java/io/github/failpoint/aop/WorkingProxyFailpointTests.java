package io.github.failpoint.aop;

import java.util.List;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.interceptor.MatchAlwaysTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.TransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that failpoints stand where a call leaves for what does the work, whatever
 * proxies there are.
 */
class WorkingProxyFailpointTests {

	@Test
	void proxyThatIsTheWorkIsReachedWhereverItsWorkIsDone() {
		FailpointContexts.runner().withUserConfiguration(Clients.class).run((context) -> {
			FailpointRegistry registry = FailpointContexts.registry(context);
			for (String name : List.of("gateway", "plain", "transactional")) {
				Client client = (Client) context.getBean(name);
				registry.enable("client.send", "1*return(fault)");
				assertThat(client.send("a")).as(name).isEqualTo("fault");
				assertThat(client.send("a")).as(name).isEqualTo("sent a");
			}
		});
	}

	@Test
	void proxyThatIsTheWorkIsReachedInsideItsTransaction() {
		FailpointContexts.runner().withUserConfiguration(Clients.class).run((context) -> {
			boolean[] active = new boolean[1];
			FailpointContexts.registry(context)
				.enable("client.send",
						(call) -> active[0] = TransactionSynchronizationManager.isActualTransactionActive());
			((Client) context.getBean("transactional")).send("a");
			assertThat(active[0]).isTrue();
		});
	}

	interface Client {

		@Failpoint("client.send")
		String send(String text);

	}

	@Configuration(proxyBeanMethods = false)
	static class Clients {

		private static final MethodInterceptor WORK = (invocation) -> "sent " + invocation.getArguments()[0];

		private static final MethodInterceptor PROCEED = (invocation) -> invocation.proceed();

		@Bean
		Client gateway() {
			return client(WORK, PROCEED);
		}

		@Bean
		Client plain() {
			return client(WORK);
		}

		@Bean
		Client transactional() {
			return client(new TransactionInterceptor((TransactionManager) new InPlaceTests.NoTransactions(),
					new MatchAlwaysTransactionAttributeSource()), WORK);
		}

		private static Client client(MethodInterceptor... advice) {
			ProxyFactory factory = new ProxyFactory();
			factory.setInterfaces(Client.class);
			for (MethodInterceptor interceptor : advice) {
				factory.addAdvice(interceptor);
			}
			return (Client) factory.getProxy();
		}

	}

}
