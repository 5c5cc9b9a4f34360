package io.github.failpoint.aop;

import org.jspecify.annotations.Nullable;

/**
 * The name of a failpoint at a method, and where it comes from.
 *
 * @param name the name
 * @param factoryMethod the factory method whose annotation gives it, or {@code null} if
 * the method's own or that of its type does
 */
record Label(String name, @Nullable String factoryMethod) {

}
