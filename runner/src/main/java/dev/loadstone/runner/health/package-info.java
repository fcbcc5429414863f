/** Am I the bottleneck: what the runner sees of its own lateness, cores, pauses and limits. */
@NullMarked
package dev.loadstone.runner.health;

import org.jspecify.annotations.NullMarked;
