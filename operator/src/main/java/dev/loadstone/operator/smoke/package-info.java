/** The proof that an installation works: a small load test through all of it. */
@NullMarked
package dev.loadstone.operator.smoke;

import org.jspecify.annotations.NullMarked;
