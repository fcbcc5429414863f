/** The servers that a plan's targets are, and which of them a redirect leads to. */
@NullMarked
package dev.loadstone.runner.scenario.origin;

import org.jspecify.annotations.NullMarked;
