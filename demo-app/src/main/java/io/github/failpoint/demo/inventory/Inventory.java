package io.github.failpoint.demo.inventory;

import java.math.BigDecimal;

import io.github.failpoint.annotation.Failpoint;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The stock of the shop. Reserving and releasing take part in the transaction of the
 * order, so that a failed order gives its stock back.
 */
@Repository
public class Inventory {

	private final JdbcClient jdbc;

	Inventory(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Return the price of one piece.
	 * @param item the name of the item
	 * @return the price
	 * @throws UnknownItemException if the shop does not sell it
	 */
	public BigDecimal price(String item) {
		return this.jdbc.sql("select price from item where name = :item")
			.param("item", item)
			.query(BigDecimal.class)
			.optional()
			.orElseThrow(() -> new UnknownItemException(item));
	}

	/**
	 * Take pieces out of the stock.
	 * @param item the name of the item
	 * @param quantity the number of pieces
	 * @throws OutOfStockException if fewer are left
	 */
	@Failpoint("inventory.reserve")
	@Transactional(propagation = Propagation.MANDATORY)
	public void reserve(String item, int quantity) {
		int updated = this.jdbc
			.sql("update item set in_stock = in_stock - :quantity where name = :item and in_stock >= :quantity")
			.param("item", item)
			.param("quantity", quantity)
			.update();
		if (updated == 0) {
			throw OutOfStockException.of(item, quantity);
		}
	}

	/**
	 * Put pieces back into the stock.
	 * @param item the name of the item
	 * @param quantity the number of pieces
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void release(String item, int quantity) {
		this.jdbc.sql("update item set in_stock = in_stock + :quantity where name = :item")
			.param("item", item)
			.param("quantity", quantity)
			.update();
	}

	int inStock(String item) {
		return this.jdbc.sql("select in_stock from item where name = :item")
			.param("item", item)
			.query(Integer.class)
			.optional()
			.orElseThrow(() -> new UnknownItemException(item));
	}

	void add(String item, int quantity) {
		update("update item set in_stock = in_stock + :quantity where name = :item", item, quantity);
	}

	void set(String item, int quantity) {
		update("update item set in_stock = :quantity where name = :item", item, quantity);
	}

	private void update(String sql, String item, int quantity) {
		if (this.jdbc.sql(sql).param("item", item).param("quantity", quantity).update() == 0) {
			throw new UnknownItemException(item);
		}
	}

}
