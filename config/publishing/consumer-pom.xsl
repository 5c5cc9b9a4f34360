<?xml version="1.0" encoding="UTF-8"?>
<!--
	What those who depend on a module see of its POM. It names the lowest version of Spring Boot that the jar runs with,
	not the one that it is built with, so that nobody is lifted to that. Optional dependencies are left out: nobody
	inherits them.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="http://maven.apache.org/POM/4.0.0">
	<xsl:param name="spring-boot" />
	<xsl:output indent="yes" />
	<xsl:strip-space elements="*" />

	<xsl:template match="@*|node()">
		<xsl:copy>
			<xsl:apply-templates select="@*|node()" />
		</xsl:copy>
	</xsl:template>

	<xsl:template match="m:dependency[m:optional = 'true']" />

	<xsl:template match="m:scm/@*" />

	<xsl:template match="m:dependency[m:groupId = 'org.springframework.boot']/m:version/text()">
		<xsl:value-of select="$spring-boot" />
	</xsl:template>
</xsl:stylesheet>
