package com.example.orders;

record Order(long id, String item, int quantity) {

}
