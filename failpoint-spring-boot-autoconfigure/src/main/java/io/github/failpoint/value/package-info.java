/**
 * Values of Spring's types, and those that JSON and converters of the application make.
 */
@NullMarked
package io.github.failpoint.value;

import org.jspecify.annotations.NullMarked;
