/** Ways to write a value, each applied in place to the end of a buffer. */
@NullMarked
package dev.loadstone.runner.scenario.encoding;

import org.jspecify.annotations.NullMarked;
