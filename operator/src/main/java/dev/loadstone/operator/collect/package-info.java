/** From runners to journals of their reports: where the network ends. */
@NullMarked
package dev.loadstone.operator.collect;

import org.jspecify.annotations.NullMarked;
