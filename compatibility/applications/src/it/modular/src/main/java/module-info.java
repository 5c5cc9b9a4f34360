module com.example.modular {

	requires io.github.failpoint;
	requires spring.boot;
	requires spring.boot.autoconfigure;
	requires spring.context;
	requires spring.web;

	opens com.example.modular;

}
