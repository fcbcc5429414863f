/** Sending: one HTTP/1.1 client per event loop, which opens connections on demand and tells how each request ended. */
@NullMarked
package dev.loadstone.runner.http;

import org.jspecify.annotations.NullMarked;
