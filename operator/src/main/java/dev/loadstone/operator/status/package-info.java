/** From all of this to the status of the LoadTest, pure. */
@NullMarked
package dev.loadstone.operator.status;

import org.jspecify.annotations.NullMarked;
