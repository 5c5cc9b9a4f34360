package com.example.orders;

import io.github.failpoint.annotation.Failpoint;

class Catalogue {

	@Failpoint("catalogue.find")
	final String find(String item) {
		return item;
	}

}
