package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.ScheduleSpec;
import dev.loadstone.operator.schedule.Timetable;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Looks for what is wrong with a schedule; a plan has nothing of it. */
final class Schedules {
    private Schedules() {}

    static void check(@Nullable ScheduleSpec spec, Place place) {
        if (spec == null) {
            return;
        }
        ZoneId zone = place.field("timeZone").parsed(ZoneOffset.UTC, () -> Timetable.zone(spec.timeZone()));
        if (place.field("cron").has(spec.cron())) {
            place.field("cron").parsed(null, () -> Timetable.of(spec.cron(), zone));
        }
        String deadline = spec.startingDeadline();
        if (deadline != null) {
            place.field("startingDeadline").parsed(0L, () -> Durations.millis(deadline, "1s", "8760h"));
        }
    }
}
