package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.HistoryEntry;
import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunPolicySpec;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.status.HistoryEntries;
import dev.loadstone.operator.workload.Labels;
import dev.loadstone.protocol.RunId;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a test keeps of its finished runs: as many as its history has room for, and their objects no longer than they live. */
record KeptRuns(Observation observation, Instant now) {
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(20);

    /** Runners of a judged run are released, and gone within seconds: whose Job was to be deleted and is not makes load still. */
    private static final Duration LEAVING = Duration.ofSeconds(30);

    /** Of all these Jobs those of the test, of whichever run. */
    static List<Job> observed(LoadTest test, Stream<Job> all) {
        return all.filter(job -> Labels.run(job)
                        .filter(run -> run.test().equals(test.getMetadata().getUid()))
                        .isPresent())
                .toList();
    }

    /** The same status of a test at rest, telling of no more than is kept. */
    LoadTestStatus of(LoadTestStatus shown) {
        RunStatus run = shown.run();
        boolean over = run != null && lifetime().isOver(run.finishedAt());
        return shown.keeping(over ? null : shown.reportRef(), history(shown));
    }

    /** The history of a status, without the reports of runs that are over. */
    List<HistoryEntry> history(LoadTestStatus shown) {
        return HistoryEntries.of(shown, policy()).stream()
                .map(each -> lifetime().isOver(each.finishedAt()) ? each.withoutReport() : each)
                .toList();
    }

    /** The Jobs of runs that are over or forgotten; their pods go with them. */
    List<Deed> deletedJobs() {
        Map<Integer, String> ends = ends(observation.status());
        return observation.jobs().stream()
                .filter(job -> Labels.run(job)
                        .map(RunId::number)
                        .filter(number -> isForgotten(number, ends) || isOver(job, ends.get(number)))
                        .isPresent())
                .<Deed>map(job -> new Deed.Delete(Job.class, job.getMetadata().getName()))
                .toList();
    }

    private boolean isOver(Job job, @Nullable String end) {
        return lifetime().isOver(end)
                || end != null && isActive(job) && !left(end).isAfter(now);
    }

    /** A later run than the last one that is known is no forgotten one: somebody else may have begun it just now. */
    private boolean isForgotten(int number, Map<Integer, String> ends) {
        RunStatus last = observation.run();
        return last != null && number < last.number() && !ends.containsKey(number);
    }

    /** Null where nothing that is kept will be over. */
    @Nullable
    Duration untilNextIsOver(LoadTestStatus kept) {
        Map<Integer, String> ends = ends(kept);
        Stream<Instant> lifetimes = ends.values().stream()
                .filter(end -> !lifetime().isOver(end))
                .map(lifetime()::end)
                .filter(Objects::nonNull);
        Stream<Instant> leaving = observation.jobs().stream()
                .filter(KeptRuns::isActive)
                .flatMap(job -> end(job, ends).stream())
                .map(KeptRuns::left)
                .filter(now::isBefore);
        return Stream.concat(lifetimes, leaving)
                .min(Instant::compareTo)
                .map(next -> Duration.between(now, next).plus(SHORTEST_LOOK))
                .orElse(null);
    }

    private static boolean isActive(Job job) {
        JobStatus status = job.getStatus();
        return status != null && status.getActive() != null && status.getActive() > 0;
    }

    private static Optional<String> end(Job job, Map<Integer, String> ends) {
        return Labels.run(job).map(RunId::number).map(ends::get);
    }

    private static Instant left(String end) {
        return Instant.parse(end).plus(LEAVING);
    }

    /** When the finished runs ended, by number. */
    private static Map<Integer, String> ends(@Nullable LoadTestStatus status) {
        var ends = new TreeMap<Integer, String>();
        if (status == null) {
            return ends;
        }
        status.history().stream()
                .filter(each -> each.finishedAt() != null)
                .forEach(each -> ends.put(each.number(), each.finishedAt()));
        RunStatus run = status.run();
        if (run != null && run.finishedAt() != null) {
            ends.put(run.number(), run.finishedAt());
        }
        return ends;
    }

    private Lifetime lifetime() {
        return new Lifetime(policy(), now);
    }

    private RunPolicySpec policy() {
        return observation.test().getSpec().runPolicy();
    }
}
