/** Texts with values in them, compiled so that a user's own can be written without making a string; and where the values are. */
@NullMarked
package dev.loadstone.runner.scenario.template;

import org.jspecify.annotations.NullMarked;
