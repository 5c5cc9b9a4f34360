/**
 * What the applications of the matrix are taken through, and the table of what they ran.
 */
@NullMarked
package io.github.failpoint.applications;

import org.jspecify.annotations.NullMarked;
