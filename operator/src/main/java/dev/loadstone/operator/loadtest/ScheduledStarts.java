package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.ProgressStatus;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.api.v1alpha1.ScheduleSpec;
import dev.loadstone.api.v1alpha1.ScheduleSpec.Concurrency;
import dev.loadstone.api.v1alpha1.ScheduleStatus;
import dev.loadstone.operator.plan.Durations;
import dev.loadstone.operator.schedule.Timetable;
import dev.loadstone.operator.verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The runs that a schedule asks for. What is due was named in the status before, so that an operator that was away finds it, and
 * an edited expression asks for nothing in the past.
 */
record ScheduledStarts(LoadTest test, ScheduleSpec spec, Timetable timetable, Instant now) {
    /** A time that was run is not run again when the clock is set back so far; one further ahead is the fault of a clock. */
    private static final Duration SET_BACK = Duration.ofHours(1);

    /** For the last reports and a teardown. */
    private static final Duration LAST_DEEDS = Duration.ofMinutes(6);

    /** Empty where no time of a schedule counts: there is none, it is suspended, or it makes no sense. */
    static Optional<ScheduledStarts> of(LoadTest test, Instant now) {
        ScheduleSpec spec = test.getSpec().schedule();
        if (spec == null || spec.suspend() || test.getSpec().suspend()) {
            return Optional.empty();
        }
        try {
            var timetable = Timetable.of(spec.cron(), Timetable.zone(spec.timeZone()));
            return Optional.of(new ScheduledStarts(test, spec, timetable, now));
        } catch (IllegalArgumentException unsound) {
            return Optional.empty();
        }
    }

    /** Whether the run under way must make room. */
    static boolean replaces(LoadTest test, Instant now) {
        ScheduleSpec spec = test.getSpec().schedule();
        Instant named = named(test);
        return spec != null
                && spec.concurrencyPolicy() == Concurrency.REPLACE
                && named != null
                && !named.isAfter(now)
                && of(test, now).flatMap(ScheduledStarts::due).isPresent();
    }

    /** When the status says that the next run is due. */
    static @Nullable Instant named(LoadTest test) {
        ScheduleStatus status =
                test.getStatus() == null ? null : test.getStatus().schedule();
        return status == null ? null : instant(status.nextRunAt());
    }

    /** The time that a run must begin for now: of all that were missed one, and none where it is too late for it. */
    Optional<Instant> due() {
        Instant first = first();
        if (first == null || first.isAfter(now) || !timetable.has(first)) {
            return Optional.empty();
        }
        return Optional.of(timetable.next(floor(first))).filter(each -> !each.isAfter(now));
    }

    /** A time that has passed and for which no run will begin; empty where none has. */
    Optional<Instant> missed() {
        Instant first = first();
        boolean passed = first != null && !first.isAfter(now) && timetable.has(first);
        return Optional.ofNullable(first).filter(each -> passed && !due().equals(Optional.of(each)));
    }

    /** What the status has to say of the schedule; of what is due, that a run begins for it. */
    ScheduleStatus status() {
        Instant before = lastScheduled();
        Instant last = due().orElse(before);
        boolean ahead = last != null && last.isAfter(now) && last.isBefore(now.plus(SET_BACK));
        return new ScheduleStatus(timetable.next(ahead ? last : now).toString(), last == null ? null : last.toString());
    }

    /** The same while the run that is due waits in the queue: its time stays named until it begins, or until it is too late for it. */
    ScheduleStatus waiting() {
        Instant last = lastScheduled();
        return new ScheduleStatus(
                due().map(Instant::toString).orElseGet(() -> status().nextRunAt()),
                last == null ? null : last.toString());
    }

    /** The time of the first run that may be due; a test that nobody has looked at counts from its creation. */
    private @Nullable Instant first() {
        return Observation.statusOf(test) == null
                ? timetable.next(Instant.parse(test.getMetadata().getCreationTimestamp()))
                : named(test);
    }

    /** The instant that a time must come after to count. */
    private Instant floor(Instant first) {
        RunStatus run = Observation.runOf(test);
        boolean over = run != null && run.finishedAt() != null;
        boolean replaced = over && Reason.REPLACED_BY_SCHEDULE.word().equals(run.stopReason());
        Instant busyUntil = over && spec.concurrencyPolicy() == Concurrency.FORBID ? end(run) : null;
        Instant tooLate = spec.startingDeadline() == null || replaced
                ? null
                : now.minusMillis(Durations.millis(spec.startingDeadline()));
        return Stream.of(Optional.ofNullable(busyUntil), Optional.ofNullable(tooLate))
                .flatMap(Optional::stream)
                .map(each -> each.minusNanos(1))
                .reduce(first.minusNanos(1), (one, other) -> one.isAfter(other) ? one : other);
    }

    /** When a judged run was over: who was away when its load ended judges it late. */
    private Instant end(RunStatus run) {
        Instant judged = Instant.parse(Objects.requireNonNull(run.finishedAt(), "finishedAt is null"));
        ProgressStatus load = test.getStatus().progress();
        if (load == null || run.startedAt() == null) {
            return judged;
        }
        Instant end = Instant.parse(run.startedAt())
                .plusSeconds(load.durationSeconds())
                .plusMillis(Durations.millis(test.getSpec().runPolicy().gracefulStop()))
                .plus(LAST_DEEDS);
        return end.isBefore(judged) ? end : judged;
    }

    private @Nullable Instant lastScheduled() {
        ScheduleStatus status =
                test.getStatus() == null ? null : test.getStatus().schedule();
        return status == null ? null : instant(status.lastScheduledAt());
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
