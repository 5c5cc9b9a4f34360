package io.github.failpoint.aop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.failpoint.FailpointRegistry;
import io.github.failpoint.annotation.Failpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.support.AopUtils;
import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Lookup;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for beans that are their own proxies: {@link InPlaceClass}.
 */
@ExtendWith(OutputCaptureExtension.class)
class InPlaceTests {

	private static final String WARNING = "never reaches it";

	private final ApplicationContextRunner contextRunner = FailpointContexts.runner();

	@Test
	void finalMethodsAndFieldsAreThoseOfTheBean(CapturedOutput output) {
		this.contextRunner.withBean(Basket.class).run((context) -> {
			Basket basket = context.getBean(Basket.class);
			basket.add("book");
			assertThat(basket.size()).isOne();
			assertThat(basket.items).containsExactly("book");
			assertThat(basket.owner).isEqualTo("Ada");
			assertThat(ClassUtils.getUserClass(basket)).isEqualTo(Basket.class);
			registry(context).enable("basket.add", "throw(IllegalStateException)");
			assertThatIllegalStateException().isThrownBy(() -> basket.add("lamp"));
			registry(context).disable("basket.add");
			basket.add("lamp");
			assertThat(basket.size()).isEqualTo(2);
			assertThat(output).doesNotContain(WARNING);
		});
	}

	@Test
	void nearFieldIsThatOfTheBean() {
		this.contextRunner.withBean(Near.class).run((context) -> {
			assertThat(context.getBean(Near.class).state).isEqualTo("kept");
			registry(context).enable("near.run", "return(x)");
			assertThat(context.getBean(Near.class).run()).isEqualTo("x");
		});
	}

	@Test
	void templateMethodThatOnlyTheClassItselfCallsIsReached() {
		this.contextRunner.withBean(Export.class).run((context) -> {
			Export export = context.getBean(Export.class);
			assertThat(export.run()).isEqualTo("[rows]");
			registry(context).enable("export.rows", "return(none)");
			assertThat(export.run()).isEqualTo("[none]");
			registry(context).enable("export.header", "throw(java.io.IOException)");
			assertThatExceptionOfType(IOException.class).isThrownBy(export::header);
		});
	}

	@Test
	void constructorIsTheOneThatTheContainerChooses() {
		this.contextRunner.withBean(Export.class)
			.withBean(Injected.class)
			.withPropertyValues("who=Ada")
			.run((context) -> {
				Injected injected = context.getBean(Injected.class);
				assertThat(injected.describe()).isEqualTo("Ada [rows] true");
				registry(context).enable("injected.describe", "return(x)");
				assertThat(injected.describe()).isEqualTo("x");
			});
	}

	@Test
	void innermostStandsInsideAndOutermostOutsideTheTransaction() {
		this.contextRunner.withUserConfiguration(Transactions.class).withBean(Ledger.class).run((context) -> {
			Ledger ledger = context.getBean(Ledger.class);
			assertThat(AopUtils.isCglibProxy(ledger)).isTrue();
			List<Boolean> active = new ArrayList<>();
			registry(context).enable("ledger.inside",
					(call) -> active.add(TransactionSynchronizationManager.isActualTransactionActive()));
			registry(context).enable("ledger.outside",
					(call) -> active.add(TransactionSynchronizationManager.isActualTransactionActive()));
			assertThat(ledger.book()).isEqualTo("booked");
			assertThat(active).containsExactly(false, true);
		});
	}

	@Test
	void outermostIsReachedOnceWithoutAnotherProxy() {
		this.contextRunner.withBean(Ledger.class).run((context) -> {
			registry(context).enableAll("ledger.inside=off;ledger.outside=off");
			context.getBean(Ledger.class).book();
			assertThat(registry(context).status("ledger.inside").orElseThrow().evaluations()).isOne();
			assertThat(registry(context).status("ledger.outside").orElseThrow().evaluations()).isOne();
		});
	}

	@Test
	void eventListenerIsFound() {
		this.contextRunner.withBean(Listening.class).run((context) -> {
			context.publishEvent("one");
			registry(context).enable("listening.on", "return");
			context.publishEvent("two");
			assertThat(context.getBean(Listening.class).heard).containsExactly("one");
		});
	}

	@Test
	void bridgeMethodReachesTheFailpointOnceForEachCall() {
		this.contextRunner.withBean(Text.class).run((context) -> {
			Box<String> box = context.getBean(Text.class);
			registry(context).enable("text.put", "1*return(x)");
			assertThat(box.put("a")).isEqualTo("x");
			assertThat(box.put("a")).isEqualTo("a");
			assertThat(registry(context).status("text.put").orElseThrow().evaluations()).isEqualTo(2);
		});
	}

	@Test
	void methodOfAHiddenSuperclassIsReached() {
		this.contextRunner.withBean(Shown.class).run((context) -> {
			Shown shown = context.getBean(Shown.class);
			registry(context).enable("hidden.run", "return(x)");
			assertThat(shown.run()).isEqualTo("x");
			assertThat(shown.state).isEqualTo("kept");
		});
	}

	@Test
	void prototypesShareOneClassAndTheirSites() {
		this.contextRunner.withUserConfiguration(PrototypeBasket.class).run((context) -> {
			Basket first = context.getBean(Basket.class);
			Basket other = context.getBean(Basket.class);
			first.add("book");
			assertThat(other.size()).isZero();
			assertThat(first.getClass()).isEqualTo(other.getClass());
			assertThat(registry(context).status("basket.add").orElseThrow().sites()).hasSize(1);
		});
	}

	@Test
	void contextsDoNotShareTheirRegistries() {
		this.contextRunner.withBean(Basket.class)
			.run((one) -> this.contextRunner.withBean(Basket.class).run((other) -> {
				registry(one).enable("basket.add", "panic");
				other.getBean(Basket.class).add("book");
				assertThat(other.getBean(Basket.class).size()).isOne();
			}));
	}

	@Test
	void beanWithALookupMethodIsLeftAloneIfAProxyWouldHarmIt(CapturedOutput output) {
		this.contextRunner.withBean(Basket.class).withBean(Finding.class).run((context) -> {
			Finding finding = context.getBean(Finding.class);
			assertThat(finding.found()).isSameAs(context.getBean(Basket.class));
			assertThat(AopUtils.isAopProxy(finding)).isFalse();
			assertThat(output).contains("Failpoint \"finding.run\": " + Finding.class.getName() + ".run() " + WARNING
					+ ", since a proxy of its class cannot hand on calls of " + Finding.class.getName() + ".found()");
		});
	}

	@Test
	void classWithVeryManyMethodsWorks() throws Exception {
		Class<?> type = new Many().define();
		this.contextRunner.withClassLoader(type.getClassLoader()).withBean("many", type).run((context) -> {
			Object many = context.getBean("many");
			assertThat(call(many, "method0")).isEqualTo("q");
			registry(context).enable("many.zero", "return(x)");
			assertThat(call(many, "method0")).isEqualTo("x");
			assertThat(call(many, "method1")).isEqualTo("q");
			assertThat(call(many, "method2999")).isEqualTo("q");
		});
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	@Test
	void objectOfAClassWithVeryManyMethodsIsLeftAlone(CapturedOutput output) throws Exception {
		Class<?> type = new Many().define();
		Supplier supplier = () -> org.springframework.beans.BeanUtils.instantiateClass(type);
		this.contextRunner.withClassLoader(type.getClassLoader())
			.withBean("many", (Class) type, supplier)
			.run((context) -> {
				Object many = ((ConfigurableApplicationContext) context).getBean("many");
				registry(context).enable("many.zero", "return(x)");
				assertThat(call(many, "method0")).isEqualTo("q");
				assertThat(output).contains("Failpoint \"many.zero\": Many.method0(String,int) " + WARNING);
			});
	}

	private static Object call(Object bean, String name) {
		return ReflectionUtils.invokeMethod(ReflectionUtils.findMethod(bean.getClass(), name, String.class, int.class),
				bean, "q", 1);
	}

	private static FailpointRegistry registry(org.springframework.context.ApplicationContext context) {
		return FailpointContexts.registry(context);
	}

	static class Basket {

		public final List<String> items = new ArrayList<>();

		protected String owner = "Ada";

		@Failpoint("basket.add")
		public void add(String item) {
			this.items.add(item);
		}

		public final int size() {
			return this.items.size();
		}

	}

	@Scope(BeanDefinition.SCOPE_PROTOTYPE)
	static class PrototypeBasket extends Basket {

	}

	static class Near {

		String state = "kept";

		@Failpoint("near.run")
		public String run() {
			return this.state;
		}

	}

	abstract static class Template {

		public String run() {
			return "[" + rows() + "]";
		}

		protected abstract String rows();

	}

	static class Export extends Template {

		@Override
		@Failpoint("export.rows")
		protected String rows() {
			return "rows";
		}

		@Failpoint("export.header")
		public String header() throws IOException {
			return "header";
		}

	}

	static class Injected {

		private final String who;

		private final Export export;

		@Autowired
		private Export field;

		Injected(@Value("${who}") String who, Export export) {
			this.who = who;
			this.export = export;
		}

		@Failpoint("injected.describe")
		public String describe() {
			return this.who + " " + this.export.run() + " " + isInjected();
		}

		public final boolean isInjected() {
			return this.field == this.export;
		}

	}

	static class Ledger extends Template {

		@Transactional
		@Failpoint("ledger.inside")
		@Failpoint(name = "ledger.outside", position = Failpoint.Position.OUTERMOST)
		public String book() {
			return "booked";
		}

		@Override
		@Failpoint("ledger.rows")
		protected String rows() {
			return "rows";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class Transactions {

		@Bean
		TransactionManager transactionManager() {
			return new NoTransactions();
		}

	}

	static class NoTransactions extends AbstractPlatformTransactionManager {

		private static final long serialVersionUID = 1L;

		@Override
		protected Object doGetTransaction() {
			return this;
		}

		@Override
		protected void doBegin(Object transaction, org.springframework.transaction.TransactionDefinition definition) {
		}

		@Override
		protected void doCommit(org.springframework.transaction.support.DefaultTransactionStatus status) {
		}

		@Override
		protected void doRollback(org.springframework.transaction.support.DefaultTransactionStatus status) {
		}

	}

	static class Listening {

		final List<String> heard = new ArrayList<>();

		@EventListener
		@Failpoint("listening.on")
		public void on(String event) {
			this.heard.add(event);
		}

	}

	abstract static class Box<T> {

		abstract T put(T content);

	}

	static class Text extends Box<String> {

		@Override
		@Failpoint("text.put")
		String put(String content) {
			return content;
		}

	}

	static class Hidden {

		@Failpoint("hidden.run")
		public String run() {
			return "run";
		}

	}

	public static class Shown extends Hidden {

		public String state = "kept";

	}

	abstract static class Finding {

		@Lookup
		abstract Basket basket();

		@Failpoint("finding.run")
		public void run() {
		}

		final Basket found() {
			return basket();
		}

	}

	/**
	 * Makes a class that a gate can stand for, and no standard proxy.
	 */
	private static final class Many extends ClassLoader {

		Many() {
			super(InPlaceTests.class.getClassLoader());
		}

		Class<?> define() {
			ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
			writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Many", null, "java/lang/Object", null);
			MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
			constructor.visitVarInsn(Opcodes.ALOAD, 0);
			constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
			constructor.visitInsn(Opcodes.RETURN);
			constructor.visitMaxs(0, 0);
			for (int index = 0; index < 3000; index++) {
				write(writer, index);
			}
			byte[] code = writer.toByteArray();
			return defineClass("Many", code, 0, code.length);
		}

		private void write(ClassWriter writer, int index) {
			MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "method" + index,
					"(Ljava/lang/String;I)Ljava/lang/String;", null, null);
			if (index < 2) {
				AnnotationVisitor failpoint = method.visitAnnotation(Failpoint.class.descriptorString(), true);
				failpoint.visit("value", (index == 0) ? "many.zero" : "many.one");
				failpoint.visitEnd();
			}
			method.visitVarInsn(Opcodes.ALOAD, 1);
			method.visitInsn(Opcodes.ARETURN);
			method.visitMaxs(0, 0);
		}

	}

}
