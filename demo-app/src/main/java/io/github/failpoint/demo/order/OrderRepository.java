package io.github.failpoint.demo.order;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

@Repository
class OrderRepository {

	private static final String SELECT = "select id, item, quantity, amount, status, charge_id from orders ";

	private final JdbcClient jdbc;

	OrderRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Insert a pending order.
	 * @throws DuplicateKeyException if there is an order with the same idempotency key
	 */
	long insert(OrderRequest request, BigDecimal amount, @Nullable String idempotencyKey) {
		GeneratedKeyHolder id = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into orders (idempotency_key, item, quantity, amount, status)
				values (:key, :item, :quantity, :amount, 'PENDING')""")
			.param("key", idempotencyKey)
			.param("item", request.item())
			.param("quantity", request.quantity())
			.param("amount", amount)
			.update(id, "id");
		return Objects.requireNonNull(id.getKeyAs(Long.class));
	}

	/**
	 * Mark a pending order as paid.
	 * @return whether it was pending
	 */
	boolean markPaid(long id, String chargeId) {
		return this.jdbc
			.sql("update orders set status = 'PAID', charge_id = :chargeId where id = :id and status = 'PENDING'")
			.param("id", id)
			.param("chargeId", chargeId)
			.update() > 0;
	}

	/**
	 * Mark a pending order as refused.
	 * @return whether it was pending
	 */
	boolean markRefused(long id) {
		return this.jdbc.sql("update orders set status = 'REFUSED' where id = :id and status = 'PENDING'")
			.param("id", id)
			.update() > 0;
	}

	Order get(long id) {
		return this.jdbc.sql(SELECT + "where id = :id")
			.param("id", id)
			.query(Order.class)
			.optional()
			.orElseThrow(() -> new UnknownOrderException(id));
	}

	Optional<Order> findByIdempotencyKey(@Nullable String key) {
		return this.jdbc.sql(SELECT + "where idempotency_key = :key").param("key", key).query(Order.class).optional();
	}

	List<Order> findAll() {
		return this.jdbc.sql(SELECT + "order by id").query(Order.class).list();
	}

}
