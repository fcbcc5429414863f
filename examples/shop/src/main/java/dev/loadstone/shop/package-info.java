/** An online shop over HTTP and JSON to aim load at: fast, exactly counted, and slow, failing or frozen on demand. */
@NullMarked
package dev.loadstone.shop;

import org.jspecify.annotations.NullMarked;
