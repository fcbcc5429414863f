/** When things are due: arrivals, users that start and retire, and which scenario each does. Pure arithmetic on a plan. */
@NullMarked
package dev.loadstone.runner.schedule;

import org.jspecify.annotations.NullMarked;
