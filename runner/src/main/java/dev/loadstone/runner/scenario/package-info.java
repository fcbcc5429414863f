/** What users do: the plan's scenarios compiled into request bytes and rules, and the state of a user at work. No I/O, no clock. */
@NullMarked
package dev.loadstone.runner.scenario;

import org.jspecify.annotations.NullMarked;
