/** From what runners tell to the figures that thresholds limit, over the whole run and over windows, pure. */
@NullMarked
package dev.loadstone.operator.measure;

import org.jspecify.annotations.NullMarked;
