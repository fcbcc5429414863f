package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.operator.collect.Collector;
import dev.loadstone.operator.collect.Unwanted;
import dev.loadstone.operator.workload.Labels;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.ClockReading;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.Errand;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.Reduction;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.RunnerReport.State;
import dev.loadstone.protocol.RunnerSummary;
import dev.loadstone.protocol.SharedValue;
import dev.loadstone.protocol.Timing;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A runner and its pod: it arms, starts, measures, offers its last report until released, and may be hit by a mishap. */
final class FakeRunner {
    private static final Duration TO_RUNNING = Duration.ofMillis(800);
    private static final Duration TO_ARMED = Duration.ofMillis(1500);
    private static final Set<Mishap> ALIVE =
            EnumSet.of(Mishap.NONE, Mishap.SILENT, Mishap.BROKEN, Mishap.DELETED, Mishap.NODE_UNHEARD);

    final int index;
    private final RunPlan plan;
    final Job job;
    /** Of which Job its pod says that it is. */
    String owner;

    /** What it says where it is broken. */
    String complaint = "the plan is of version 9";
    /** Within its Job. */
    final int number;

    private final Instant created;
    private long sequence;
    private int acknowledged = -1;
    private boolean resend;
    private Instant nextPush;
    private @Nullable Instant startAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private @Nullable Object shown;
    private @Nullable Interval whole;
    /** How often load was begun: more than once is what must never be. */
    int starts;

    /** For how long it offers its final report, and what it leaves of it then. */
    Duration linger = Duration.ofMinutes(10);

    Reduction reduction = Reduction.NONE;
    /** Its termination message; null while it lives. */
    @Nullable
    String left;

    private boolean cutShort;
    boolean released;
    Mishap mishap = Mishap.NONE;
    final FakeErrand errand = new FakeErrand();
    /** The second in which a user of it ends the test. */
    int exitsAt = Integer.MAX_VALUE;

    /** The second in which it has nothing left to do. */
    int idleAt = Integer.MAX_VALUE;

    private boolean endsTest;
    /** What the setup left, as the start told it. */
    Map<String, SharedValue> shared = Map.of();

    /** What may go wrong with a runner; it lasts. */
    enum Mishap {
        NONE,
        IMAGE_MISSING,
        UNSCHEDULABLE,
        NEVER_ARMED,
        CRASHED,
        OOM_KILLED,
        EVICTED,
        VANISHED,
        KILLED,
        HEAP_FULL,
        DELETED,
        NODE_LOST,
        /** The cluster does not hear of its node any more, but the operator hears of it. */
        NODE_UNHEARD,
        SILENT,
        BROKEN
    }

    FakeRunner(int number, RunPlan plan, Job job, Instant created) {
        this.number = number;
        this.plan = plan;
        this.job = job;
        this.owner = job.getMetadata().getUid();
        this.created = created;
        this.index = Labels.index(pod(created));
        this.nextPush = created.plus(TO_ARMED);
    }

    /** SIGTERM: it says at once what it has, as its last word. */
    void terminate(Instant now) {
        cutShort = !measuredAll();
        endedAt = now;
        nextPush = now;
    }

    boolean isGone() {
        return mishap == Mishap.VANISHED;
    }

    boolean measuredAll() {
        return endedAt != null && startedAt != null && seconds(endedAt) >= plan.durationMillis() / 1000;
    }

    /** Whether its process is there and does what it should. */
    private boolean lives() {
        return !released && left == null && ALIVE.contains(mishap);
    }

    void live(Collector collector, boolean operatorUp, Instant now) {
        if (!lives() || now.isBefore(created.plus(TO_ARMED))) {
            return;
        }
        if (mishap == Mishap.DELETED && endedAt == null) {
            terminate(now);
        }
        if (startAt != null && startedAt == null && endedAt == null && !now.isBefore(startAt)) {
            startedAt = startAt;
            starts++;
        }
        if (startedAt != null && endedAt == null && seconds(now) >= Math.min(exitsAt, idleAt)) {
            endsTest = seconds(now) >= exitsAt;
            endedAt = now;
            nextPush = now;
        }
        if (startedAt != null && endedAt == null && seconds(now) >= plan.durationMillis() / 1000) {
            endedAt = startedAt.plusMillis(plan.durationMillis());
            nextPush = now;
        }
        if (operatorUp && mishap != Mishap.SILENT && !now.isBefore(nextPush)) {
            push(collector, now);
        }
        if (endedAt != null && !released && !now.isBefore(endedAt.plus(linger))) {
            left = "the final report was not taken\n" + summary(report(now)).line();
        }
    }

    private RunnerSummary summary(RunnerReport report) {
        return new RunnerSummary(
                RunnerSummary.VERSION,
                report.run(),
                report.runner(),
                report.boot(),
                reduction,
                reduction.of(Objects.requireNonNull(report.total()), plan.warmupPhases()),
                report.clock(),
                report.message());
    }

    private void push(Collector collector, Instant now) {
        try {
            RunnerReport report = report(now);
            Answer answer = collector.receive(report);
            acknowledged = Math.max(acknowledged, answer.received());
            resend = answer.resend();
            nextPush = now.plusMillis(answer.nextMillis());
            obey(answer.command(), now);
        } catch (Unwanted e) {
            nextPush = now.plusMillis(500);
        }
    }

    private void obey(Answer.Command command, Instant now) {
        switch (command) {
            case Answer.Wait _ -> {}
            case Answer.SetUp _ -> {
                assertThat(startedAt).as("a setup after the start").isNull();
                errand.begin(Errand.Kind.SETUP, now);
            }
            case Answer.Start(long atMicros, var variables) -> {
                if (startedAt == null && endedAt == null) {
                    startAt = Instant.EPOCH.plus(atMicros, ChronoUnit.MICROS);
                    shared = variables;
                }
            }
            case Answer.Finish _, Answer.Stop _ -> {
                errand.cut(now);
                if (endedAt == null) {
                    endedAt = now;
                    nextPush = now;
                }
            }
            case Answer.TearDown _ -> {
                assertThat(endedAt).as("a teardown while there is load").isNotNull();
                errand.begin(Errand.Kind.TEARDOWN, now);
            }
            case Answer.Release _ -> released = true;
        }
    }

    private RunnerReport report(Instant now) {
        int done = startedAt == null ? 0 : seconds(endedAt == null ? now : endedAt);
        State state = mishap == Mishap.BROKEN
                ? State.BROKEN
                : endedAt != null ? State.DONE : startedAt != null ? State.RUNNING : State.ARMED;
        boolean total = state == State.DONE || resend && done > 0;
        List<Interval> open = java.util.stream.IntStream.range(acknowledged + 1, done)
                .mapToObj(this::second)
                .toList();
        return new RunnerReport(
                RunnerReport.VERSION,
                plan.run(),
                index,
                "boot-" + index,
                sequence++,
                state,
                0,
                open,
                total ? whole(done) : null,
                new ClockReading(0, 200, 0),
                state == State.BROKEN ? complaint : cutShort ? "it was told to end" : "",
                errand.report(now),
                endsTest);
    }

    private Interval whole(int seconds) {
        Interval known = whole;
        if (known == null || known.last() != seconds - 1) {
            known = java.util.stream.IntStream.range(0, seconds)
                    .mapToObj(this::second)
                    .reduce(Interval::plus)
                    .orElse(new Interval(0, 0, List.of(), List.of(), GeneratorHealth.NONE));
            whole = known;
        }
        return known;
    }

    /** The same for the same second of the same runner, so that a result can be compared with a calm run's. */
    private Interval second(int second) {
        var counts = new Counts(3, 3, 0, 0, 0);
        var series = new RequestSeries(
                new RequestKey("steady", "browse", "GET /"),
                counts,
                Map.of(
                        Timing.RESPONSE_TIME,
                        LatencyHistogram.ofMicros(1000 + 10 * index, 2000 + second, 3000 + 100 * second)),
                Map.of(),
                Map.of(),
                240,
                2700);
        return new Interval(
                second,
                second,
                List.of(series),
                List.of(new IterationSeries("steady", "browse", counts)),
                new GeneratorHealth(1, 0, Map.of(), 0, 0, 0, 0, 0));
    }

    private int seconds(Instant until) {
        return startedAt == null
                ? 0
                : (int) Math.min(
                        plan.durationMillis() / 1000,
                        Math.max(0, Duration.between(startedAt, until).toSeconds()));
    }

    /** Whether the cluster shows another pod than when this was last asked. */
    boolean hasChanged(Instant now) {
        Object before = shown;
        shown = isGone() ? "gone" : pod(now).getStatus();
        return !shown.equals(before);
    }

    Pod pod(Instant now) {
        var builder = new PodBuilder()
                .withMetadata(job.getSpec().getTemplate().getMetadata())
                .editMetadata()
                .withName(job.getMetadata().getName() + "-" + number)
                .withCreationTimestamp(created.toString())
                .addToLabels("batch.kubernetes.io/job-completion-index", Integer.toString(number))
                .addNewOwnerReference()
                .withKind("Job")
                .withName(job.getMetadata().getName())
                .withUid(owner)
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withSpec(job.getSpec().getTemplate().getSpec())
                .withNewStatus();
        if (left != null) {
            return builder.withPhase("Failed")
                    .addNewContainerStatus()
                    .withNewState()
                    .withNewTerminated()
                    .withExitCode(3)
                    .withMessage(left)
                    .endTerminated()
                    .endState()
                    .endContainerStatus()
                    .endStatus()
                    .build();
        }
        return switch (mishap) {
            case IMAGE_MISSING ->
                builder.withPhase("Pending")
                        .addNewContainerStatus()
                        .withNewState()
                        .withNewWaiting("no such image: runner:none", "ErrImagePull")
                        .endState()
                        .endContainerStatus()
                        .endStatus()
                        .build();
            case UNSCHEDULABLE ->
                builder.withPhase("Pending")
                        .addNewCondition()
                        .withType("PodScheduled")
                        .withStatus("False")
                        .withReason("Unschedulable")
                        .withMessage("0/1 nodes are available: 1 Insufficient cpu.")
                        .endCondition()
                        .endStatus()
                        .build();
            case DELETED ->
                builder.withPhase("Running")
                        .endStatus()
                        .editMetadata()
                        .withDeletionTimestamp(now.toString())
                        .endMetadata()
                        .build();
            case NODE_LOST, NODE_UNHEARD ->
                builder.withPhase("Running")
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("False")
                        .endCondition()
                        .endStatus()
                        .editSpec()
                        .withNodeName("node-b")
                        .endSpec()
                        .build();
            case CRASHED, KILLED, OOM_KILLED, HEAP_FULL ->
                builder.withPhase("Failed")
                        .addNewContainerStatus()
                        .withNewState()
                        .withNewTerminated()
                        .withExitCode(
                                switch (mishap) {
                                    case CRASHED -> 1;
                                    case HEAP_FULL -> 3;
                                    default -> 137;
                                })
                        .withReason(mishap == Mishap.OOM_KILLED ? "OOMKilled" : "Error")
                        .withMessage(
                                switch (mishap) {
                                    case CRASHED -> "no plan\nat line 1";
                                    case HEAP_FULL -> "Terminating due to java.lang.OutOfMemoryError: Java heap space";
                                    default -> null;
                                })
                        .endTerminated()
                        .endState()
                        .endContainerStatus()
                        .endStatus()
                        .build();
            case EVICTED ->
                builder.withPhase("Failed")
                        .addNewCondition()
                        .withType("DisruptionTarget")
                        .withStatus("True")
                        .withReason("EvictionByEvictionAPI")
                        .withMessage("Eviction API: evicting")
                        .endCondition()
                        .endStatus()
                        .build();
            case NONE, NEVER_ARMED, VANISHED, SILENT, BROKEN ->
                builder.withPhase(
                                released ? "Succeeded" : now.isBefore(created.plus(TO_RUNNING)) ? "Pending" : "Running")
                        .endStatus()
                        .build();
        };
    }
}
