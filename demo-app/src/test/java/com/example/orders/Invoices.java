package com.example.orders;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class Invoices {

	@Transactional
	@AnswerLost("invoices.answer")
	String write(Order order) {
		return "invoice of order " + order.id();
	}

}
