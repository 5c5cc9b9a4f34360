package com.example.servlet;

public interface Greetings {

	String greet();

}
