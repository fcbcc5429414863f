package dev.loadstone.operator.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.time.ExecutionTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * The times of a cron expression in a time zone. A time of day that the clock skips is run when it has been set forward; one that
 * it shows twice is run once, but in both hours where every hour is meant.
 */
public final class Timetable {
    private static final Instant SOME_DAY = Instant.parse("2026-01-01T00:00:00Z");

    private final ExecutionTime times;
    private final boolean ofDay;
    private final ZoneId zone;

    private Timetable(Cron cron, ZoneId zone) {
        this.times = ExecutionTime.forCron(cron);
        FieldExpression hours = cron.retrieve(CronFieldName.HOUR).getExpression();
        this.ofDay = !(hours instanceof Always || hours instanceof Every);
        this.zone = zone;
    }

    /** @throws IllegalArgumentException says what is wrong with the expression */
    public static Timetable of(String cron, ZoneId zone) {
        var timetable = new Timetable(CronText.parse(cron), zone);
        if (timetable.times.nextExecution(SOME_DAY.atZone(ZoneOffset.UTC)).isEmpty()) {
            throw new IllegalArgumentException("\"" + cron + "\" never comes: no year has such a day");
        }
        return timetable;
    }

    /** @throws IllegalArgumentException where there is no such zone */
    public static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no time zone; write one of the tz database, such as Europe/Berlin", e);
        }
    }

    /** The first time after this instant. */
    public Instant next(Instant after) {
        Instant shown = times.nextExecution(after.atZone(zone))
                .map(ZonedDateTime::toInstant)
                .orElseThrow(() -> new IllegalStateException("no time after " + after));
        return skipped(after, shown).orElse(shown);
    }

    /** Whether this instant is one of the times. */
    public boolean has(Instant instant) {
        return next(instant.minusNanos(1)).equals(instant);
    }

    /** The instant after which the clock had been set forward over a time of day, if that comes before this one. */
    private Optional<Instant> skipped(Instant after, Instant before) {
        ZoneOffsetTransition change = zone.getRules().nextTransition(after);
        while (ofDay && change != null && change.getInstant().isBefore(before)) {
            if (change.isGap() && isWithin(change)) {
                return Optional.of(change.getInstant());
            }
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return Optional.empty();
    }

    private boolean isWithin(ZoneOffsetTransition gap) {
        LocalDateTime begin = gap.getDateTimeBefore();
        return times.nextExecution(begin.atZone(ZoneOffset.UTC).minus(Duration.ofNanos(1)))
                .map(ZonedDateTime::toLocalDateTime)
                .filter(each -> each.isBefore(gap.getDateTimeAfter()))
                .isPresent();
    }
}
