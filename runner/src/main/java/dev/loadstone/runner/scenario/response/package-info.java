/** A response as it is looked at: its parts, what is found in them, and what they must be. */
@NullMarked
package dev.loadstone.runner.scenario.response;

import org.jspecify.annotations.NullMarked;
