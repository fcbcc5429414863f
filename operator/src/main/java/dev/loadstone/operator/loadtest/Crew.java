package dev.loadstone.operator.loadtest;

import dev.loadstone.operator.collect.RunnerJournal;
import dev.loadstone.operator.status.Situation.RunnerCounts;
import dev.loadstone.operator.verdict.Reason;
import dev.loadstone.operator.workload.Labels;
import dev.loadstone.operator.workload.Part;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport.State;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The runners of a run, by what they say and by what the cluster says of their pods. */
final class Crew {
    /** A pod that is not in the cache may be one that the cache has not heard of yet. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    /**
     * A final report may lack this much of the run's end, but no more than a third: the seconds of a run are not cut exactly.
     */
    private static final long SLACK_MILLIS = 2000;

    private static final Comparator<Pod> LATEST = Comparator.comparing((Pod pod) -> !Casualty.hasEnded(pod))
            .thenComparing(pod -> String.valueOf(pod.getMetadata().getCreationTimestamp()));

    private final Observation observation;
    private final RunPlan plan;
    private final Instant now;
    private final boolean mayEndEarly;
    private final Map<Integer, Pod> pods;

    Crew(Observation observation, RunPlan plan, Instant now) {
        this.observation = observation;
        this.plan = plan;
        this.now = now;
        this.mayEndEarly = EarlyEnd.isPossible(plan);
        this.pods = observation.pods().stream()
                .filter(pod -> pod.getStatus() != null)
                .collect(Collectors.toMap(Labels::index, pod -> pod, BinaryOperator.maxBy(LATEST)));
    }

    boolean allArmed() {
        return indexes().allMatch(index -> is(index, State.ARMED));
    }

    boolean anyStarted() {
        return indexes().anyMatch(index -> is(index, State.RUNNING) || is(index, State.DONE));
    }

    /** Whether all were heard after this instant. */
    boolean allHeardAfter(Instant instant) {
        return indexes().allMatch(index -> {
            Instant heard = observation.lastSeen().get(index);
            return heard != null && heard.isAfter(instant);
        });
    }

    boolean allPodsRunning() {
        return indexes().allMatch(index -> {
            Pod pod = pods.get(index);
            return pod != null && "Running".equals(pod.getStatus().getPhase());
        });
    }

    /** Whether all but these runners have sent final reports that go to the end of the last phase. */
    boolean allWholeBut(Set<Integer> lost) {
        return indexes().filter(index -> !lost.contains(index)).allMatch(index -> {
            RunnerJournal journal = observation.journals().get(index);
            return journal != null && journal.isFinal() && isWhole(journal);
        });
    }

    /** Whether those that can still say something have said their last word. */
    boolean allSilent() {
        return indexes().allMatch(index -> isFinal(index) || is(index, State.BROKEN) || isEnded(index));
    }

    /** Whether nobody makes load any more, or could begin to. */
    boolean allOver() {
        return indexes().allMatch(index -> isFinal(index) || isEnded(index));
    }

    /** Who has ended the test for all, and when, for a sentence; of several the one with the lowest index. */
    Optional<String> endOfTest() {
        return observation.notices().entrySet().stream()
                .filter(each -> each.getValue().endsTest())
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder())
                .map(observation.journals()::get)
                .map(journal -> "%s of runner %d after %d s"
                        .formatted(EarlyEnd.ofTest(plan), journal.runner(), journal.received() + 1));
    }

    /** What a runner says that can't do the run. */
    Optional<String> broken() {
        return observation.journals().values().stream()
                .filter(journal -> journal.state() == State.BROKEN)
                .min(Comparator.comparing(RunnerJournal::runner))
                .map(journal -> "runner " + journal.runner() + Casualty.tail(journal.message()));
    }

    /** Runners without a final report of the whole run, whatever became of them. */
    Stream<Casualty> missing() {
        return indexes()
                .filter(index -> !isCompleted(index))
                .mapToObj(index -> isFinal(index) || isEnded(index)
                        ? Casualty.of(index, pods.get(index))
                        : new Casualty(
                                index,
                                Reason.RUN_DEADLINE_EXCEEDED,
                                "runner " + index + " sent no final report before the deadline"));
    }

    /** Whether all but these runners have sent final reports of the whole run. */
    boolean allCompletedBut(Set<Integer> lost) {
        return indexes().allMatch(index -> lost.contains(index) || isCompleted(index));
    }

    /** Runners that ended before all of the run was done. */
    Stream<Casualty> casualties() {
        return indexes()
                .filter(index -> !isCompleted(index) && (isFinal(index) || isEnded(index)))
                .mapToObj(index -> Casualty.of(index, pods.get(index)));
    }

    /** The runners whose pods ended, whatever was said; of one that is gone its Job may still know. */
    Stream<Casualty> ended() {
        return indexes()
                .filter(index -> {
                    Pod pod = pods.get(index);
                    return pod == null ? isGivenUp(index) : Casualty.hasEnded(pod);
                })
                .mapToObj(index -> Casualty.of(index, pods.get(index)));
    }

    private boolean isGivenUp(int index) {
        return observation.jobs().stream().anyMatch(job -> Part.hasFailed(job, index));
    }

    /** How this runner's process ended; empty where it is there. */
    Optional<Casualty> end(int index) {
        return isEnded(index) ? Optional.of(Casualty.of(index, pods.get(index))) : Optional.empty();
    }

    RunnerCounts counts(boolean started) {
        int ready = (int) indexes()
                .filter(index -> observation.journals().containsKey(index) && !is(index, State.BROKEN))
                .count();
        int reported = (int) indexes().filter(this::isFinal).count();
        int lost = started
                ? (int) indexes()
                        .filter(index -> isFinal(index) ? isCutShort(index) : isEnded(index))
                        .count()
                : 0;
        return new RunnerCounts(plan.runners(), ready, reported, lost, observation.sizing());
    }

    private IntStream indexes() {
        return IntStream.range(0, plan.runners());
    }

    private boolean is(int index, State state) {
        RunnerJournal journal = observation.journals().get(index);
        return journal != null && journal.state() == state;
    }

    /** Whether this runner's last word on its load is here. */
    boolean isFinal(int index) {
        RunnerJournal journal = observation.journals().get(index);
        return journal != null && journal.isFinal();
    }

    /** A runner that was told to go by its node sends a final report too, but not of the whole run. */
    private boolean isCutShort(int index) {
        RunnerJournal journal = observation.journals().get(index);
        return journal != null && !journal.message().isEmpty();
    }

    private boolean isCompleted(int index) {
        RunnerJournal journal = observation.journals().get(index);
        return journal != null && journal.isFinal() && !isCutShort(index) && (mayEndEarly || isWhole(journal));
    }

    private boolean isWhole(RunnerJournal journal) {
        return (journal.received() + 1) * 1000L
                >= plan.durationMillis() - Math.min(SLACK_MILLIS, plan.durationMillis() / 3);
    }

    private boolean isEnded(int index) {
        Pod pod = pods.get(index);
        return pod == null || Casualty.isCutOff(pod) ? isUnheard(index) : Casualty.hasEnded(pod);
    }

    private boolean isUnheard(int index) {
        Instant heard = observation.lastSeen().getOrDefault(index, observation.attendedSince());
        return heard.plus(SILENCE).isBefore(now);
    }
}
