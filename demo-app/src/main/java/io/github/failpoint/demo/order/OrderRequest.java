package io.github.failpoint.demo.order;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

/**
 * What a customer wants.
 *
 * @param item the name of the item
 * @param quantity the number of pieces
 */
record OrderRequest(@NotBlank @Size(max = 50) String item, @NotNull @Positive @Max(1000) Integer quantity) {

}
