/** Rows of data: how they are read, and in which order they are taken. */
@NullMarked
package dev.loadstone.runner.scenario.feed;

import org.jspecify.annotations.NullMarked;
