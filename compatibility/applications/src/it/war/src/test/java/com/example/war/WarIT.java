package com.example.war;

import java.nio.file.Files;
import java.nio.file.Path;

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
		((StandardJarScanner) application.getJarScanner()).setScanClassPath(false);
		tomcat.start();
		Journey.to(tomcat.getConnector().getLocalPort()).run(() -> {
			tomcat.stop();
			tomcat.destroy();
		});
	}

}
