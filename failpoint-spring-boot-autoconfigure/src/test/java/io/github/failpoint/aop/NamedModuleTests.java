package io.github.failpoint.aop;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import io.github.failpoint.FailpointRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for beans whose class belongs to a named module: a real one, compiled and loaded
 * in a layer of its own, that reads the class path.
 */
@ExtendWith(OutputCaptureExtension.class)
class NamedModuleTests {

	private static final String SHOP = """
			package shop;

			import io.github.failpoint.annotation.Failpoint;

			public class Shop implements java.util.function.Supplier<String> {

				private final String item = "book";

				public Shop() {
				}

				@Override
				@Failpoint("shop.get")
				public String get() {
					return item() + label();
				}

				@Failpoint("shop.item")
				protected String item() {
					return this.item;
				}

				String label() {
					return "!";
				}

			}
			""";

	@TempDir
	private Path directory;

	@Test
	void beanOfAnOpenPackageReachesItsFailpoint(CapturedOutput output) throws Exception {
		Class<?> type = load("opens shop;");
		runner(type).run((context) -> {
			Supplier<?> shop = context.getBean(Supplier.class);
			assertThat(AopUtils.isCglibProxy(shop)).isTrue();
			assertThat(shop.getClass().getModule()).isSameAs(type.getModule());
			assertActs(shop, FailpointContexts.registry(context));
			assertThat(output).doesNotContain("never reaches it");
		});
	}

	@Test
	void beanOfAPackageThatIsExportedOnlyIsLeftAloneAndWarnedOf(CapturedOutput output) throws Exception {
		Class<?> type = load("exports shop;");
		runner(type).run((context) -> {
			Supplier<?> shop = context.getBean(Supplier.class);
			assertThat(AopUtils.isAopProxy(shop)).isFalse();
			assertThat(shop.get()).isEqualTo("book!");
			assertThat(output)
				.containsOnlyOnce("shop.Shop.get() never reaches it, since no subclass of Shop can be made")
				.containsOnlyOnce("shop.Shop.item() never reaches it");
		});
	}

	@Test
	void interfaceProxyNeedsNoOpenPackage() throws Exception {
		Class<?> type = load("exports shop;");
		runner(type).withPropertyValues("spring.aop.proxy-target-class=false").run((context) -> {
			Supplier<?> shop = context.getBean(Supplier.class);
			assertThat(AopUtils.isJdkDynamicProxy(shop)).isTrue();
			assertActs(shop, FailpointContexts.registry(context));
		});
	}

	private static ApplicationContextRunner runner(Class<?> type) {
		return FailpointContexts.runner().withClassLoader(type.getClassLoader()).withBean("shop", type);
	}

	private static void assertActs(Supplier<?> shop, FailpointRegistry registry) {
		assertThat(shop.get()).isEqualTo("book!");
		registry.enable("shop.get", "return(lamp)");
		assertThat(shop.get()).isEqualTo("lamp");
		registry.disable("shop.get");
		assertThat(shop.get()).isEqualTo("book!");
	}

	private Class<?> load(String directive) throws IOException, ClassNotFoundException {
		Path classes = compile(directive);
		Configuration configuration = ModuleLayer.boot()
			.configuration()
			.resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("shop"));
		ClassLoader classPath = getClass().getClassLoader();
		ModuleLayer.Controller controller = ModuleLayer.defineModulesWithOneLoader(configuration,
				List.of(ModuleLayer.boot()), classPath);
		Module module = controller.layer().findModule("shop").orElseThrow();
		controller.addReads(module, classPath.getUnnamedModule());
		Class<?> type = module.getClassLoader().loadClass("shop.Shop");
		assertThat(type.getModule().isNamed()).isTrue();
		return type;
	}

	private Path compile(String directive) throws IOException {
		Path sources = Files.createDirectories(this.directory.resolve("sources/shop")).getParent();
		Path description = Files.writeString(sources.resolve("module-info.java"), "module shop { " + directive + " }");
		Path type = Files.writeString(sources.resolve("shop/Shop.java"), SHOP);
		Path classes = Files.createDirectories(this.directory.resolve("classes"));
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			List<String> options = List.of("-proc:none", "--release", "17", "-d", classes.toString(), "--class-path",
					System.getProperty("java.class.path"), "--add-reads", "shop=ALL-UNNAMED");
			assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(description, type))
				.call()).isTrue();
		}
		return classes;
	}

}
