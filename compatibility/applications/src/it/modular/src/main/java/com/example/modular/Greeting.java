package com.example.modular;

public record Greeting(String text, int times) {
}
