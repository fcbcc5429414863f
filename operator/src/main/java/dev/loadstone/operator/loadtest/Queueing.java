package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.QueueStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.api.v1alpha1.ScheduleStatus;
import dev.loadstone.operator.status.HistoryEntries;
import dev.loadstone.operator.status.Situation;
import dev.loadstone.operator.status.Statuses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A test that waits for its turn: nothing is made for it, and no run is counted, but its place stands in the status. */
record Queueing(Observation observation, Turn.Later turn, Instant now) {
    /** Who may begin is woken: this is for its place, and for what nobody tells, such as a limit that was raised. */
    private static final int SHORTEST_LOOK_SECONDS = 10;

    private static final int LONGEST_LOOK_SECONDS = 60;

    /** A place further back is told again when it has become better by this part of it, so that a long queue costs few writes. */
    private static final int PART = 10;

    /** Whether the spec was found sound when the test came into the queue. */
    static boolean knows(Observation observation) {
        LoadTestStatus shown = observation.status();
        return shown != null
                && shown.queue() != null
                && Objects.equals(shown.observedGeneration(), observation.generation());
    }

    Decision decide(Trigger trigger) {
        LoadTestStatus shown = observation.status();
        Optional<ScheduledStarts> starts = ScheduledStarts.of(observation.test(), now);
        ScheduleStatus schedule = starts.map(ScheduledStarts::waiting).orElse(null);
        var deeds = new ArrayList<Deed>();
        RunStatus last = observation.run();
        if (last != null) {
            // After a restart the runners of a judged run must still be released.
            deeds.add(new Deed.Close(Observation.runId(observation.test(), last)));
        }
        if (shown == null
                || !knows(observation)
                || isNews(shown, trigger)
                || !Objects.equals(schedule, shown.schedule())) {
            LoadTestStatus wanted = status(shown, trigger).withSchedule(schedule);
            if (!wanted.equals(shown)) {
                deeds.add(new Deed.WriteStatus(wanted));
            }
        }
        starts.flatMap(ScheduledStarts::missed).map(Announcement::missed).ifPresent(deeds::add);
        if (shown == null || shown.queue() == null) {
            deeds.add(Announcement.queued(message(), last == null ? 1 : last.number() + 1));
        }
        return new Decision(deeds, look());
    }

    /** A long queue is looked at seldom, since each look goes through all of it. */
    private Duration look() {
        return Duration.ofSeconds(Math.clamp(turn.place() / 2, SHORTEST_LOOK_SECONDS, LONGEST_LOOK_SECONDS));
    }

    private boolean isNews(LoadTestStatus shown, Trigger trigger) {
        QueueStatus before = Objects.requireNonNull(shown.queue(), "queue is null");
        return hasMoved(before.place())
                || !trigger.word().equals(before.trigger())
                || !String.valueOf(shown.message()).endsWith(turn.limit(observation.bounds()));
    }

    private boolean hasMoved(int place) {
        return place != turn.place() && Math.abs(place - turn.place()) * PART >= place;
    }

    private String message() {
        return turn.message(observation.bounds());
    }

    private LoadTestStatus status(@Nullable LoadTestStatus shown, Trigger trigger) {
        QueueStatus before = shown == null ? null : shown.queue();
        String since = before == null ? now.toString() : before.since();
        return Statuses.of(
                        new Situation(
                                observation.generation(),
                                shown,
                                RunPhase.QUEUED,
                                observation.run(),
                                Resting.noRunners(observation),
                                null,
                                null,
                                null,
                                null,
                                HistoryEntries.after(
                                        shown, observation.test().getSpec().runPolicy()),
                                message()),
                        now)
                .withQueue(new QueueStatus(turn.place(), turn.waiting(), turn.underWay(), since, trigger.word()));
    }
}
