/**
 * The payment provider: its client, and a stub of it for the demo.
 */
@NullMarked
package io.github.failpoint.demo.payment;

import org.jspecify.annotations.NullMarked;
