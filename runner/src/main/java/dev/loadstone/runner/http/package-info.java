/** Sending: one HTTP client per event loop, which opens connections as each target says and tells how each request ended. */
@NullMarked
package dev.loadstone.runner.http;

import org.jspecify.annotations.NullMarked;
