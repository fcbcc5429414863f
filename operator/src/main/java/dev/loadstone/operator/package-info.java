/** The process that decides: it turns a LoadTest into runners, and their reports into a verdict. */
@NullMarked
package dev.loadstone.operator;

import org.jspecify.annotations.NullMarked;
