/** What the operator and its runners agree on: the plan of a run, and the reports of what happened. It imports nothing of ours. */
@NullMarked
package dev.loadstone.protocol;

import org.jspecify.annotations.NullMarked;
