/** From a report and its thresholds to a verdict, pure. */
@NullMarked
package dev.loadstone.operator.verdict;

import org.jspecify.annotations.NullMarked;
