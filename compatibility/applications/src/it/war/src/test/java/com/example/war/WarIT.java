package com.example.war;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;

import io.github.failpoint.applications.Journey;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.junit.jupiter.api.Test;

class WarIT {

	@Test
	void warInTomcat() throws Exception {
		Tomcat tomcat = new Tomcat();
		tomcat.setBaseDir(Path.of("target/tomcat").toAbsolutePath().toString());
		Files.createDirectories(Path.of("target/tomcat/webapps"));
		tomcat.setPort(0);
		Context application = tomcat.addWebapp("", Path.of("target/war-1.0.war").toAbsolutePath().toString());
		application.setParentClassLoader(new ContainerClassLoader(WarIT.class.getClassLoader()));
		((StandardJarScanner) application.getJarScanner()).setScanClassPath(false);
		tomcat.start();
		Journey.to(tomcat.getConnector().getLocalPort()).run(() -> {
			tomcat.stop();
			tomcat.destroy();
		});
	}

	/**
	 * Shows what a Tomcat of its own would show to applications, and not what else is on
	 * the class path of the tests.
	 */
	private static final class ContainerClassLoader extends ClassLoader {

		private ContainerClassLoader(ClassLoader parent) {
			super(parent);
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (name.startsWith("org.springframework.")) {
				throw new ClassNotFoundException(name);
			}
			return super.loadClass(name, resolve);
		}

		@Override
		public URL getResource(String name) {
			return isHidden(name) ? null : super.getResource(name);
		}

		@Override
		public Enumeration<URL> getResources(String name) throws IOException {
			return isHidden(name) ? Collections.emptyEnumeration() : super.getResources(name);
		}

		private static boolean isHidden(String name) {
			return name.startsWith("META-INF/spring") || name.startsWith("org/springframework/");
		}

	}

}
