/** What the Helm chart renders, and what it refuses. */
@NullMarked
package dev.loadstone.chart;

import org.jspecify.annotations.NullMarked;
