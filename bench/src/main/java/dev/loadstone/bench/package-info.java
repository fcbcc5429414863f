/** Loadstone's speed: the runner as it is shipped, measured beside other generators. */
@NullMarked
package dev.loadstone.bench;

import org.jspecify.annotations.NullMarked;
