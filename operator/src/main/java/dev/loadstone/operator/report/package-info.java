/** From journals to one report of the run, pure: counts are added, percentiles never averaged. */
@NullMarked
package dev.loadstone.operator.report;

import org.jspecify.annotations.NullMarked;
