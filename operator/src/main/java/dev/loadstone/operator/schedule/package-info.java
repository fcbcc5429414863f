/** When tests run by themselves: the times of a cron expression in its time zone. */
@NullMarked
package dev.loadstone.operator.schedule;

import org.jspecify.annotations.NullMarked;
