package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.HistoryEntry;
import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.ResultsStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.loadtest.ChaosServer.Key;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.Errand;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.SharedValue;
import dev.loadstone.protocol.Timing;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must be so in a world, whatever happens in it. */
final class ChaosRules implements ChaosServer.Watcher {
    private static final int MOST_STATUS_BYTES = 16 * 1024;
    /** How long one operator may stand still, and what it does then. */
    private static final Duration CONTENDED = Duration.ofSeconds(60);

    private static final Duration STEP = Duration.ofMillis(200);
    /** Whoever is near the front of the queue is looked at within 10 s, if it is not woken. */
    private static final Duration WAKING = Duration.ofSeconds(4);

    private static final Set<String> CONDITIONS = Set.of(
            "Accepted", "RunnersReady", "ResultsComplete", "Finished", "Passed", "Ready", "Reconciling", "Stalled");
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private record Seat(RunId run, int index) {}

    private record Task(RunId run, Errand.Kind kind) {}

    private final ChaosWorld world;
    private final Map<Seat, ChaosRunner> loads = new HashMap<>();
    private final Map<RunId, Long> starts = new HashMap<>();
    private final Map<Task, String> errands = new HashMap<>();
    private final Map<RunId, LoadTestStatus> judged = new HashMap<>();
    final Map<Outcome, Integer> verdicts = new TreeMap<>();
    final Map<String, Integer> reasons = new TreeMap<>();

    ChaosRules(ChaosWorld world) {
        this.world = world;
        world.server.watch(this);
    }

    private void require(boolean holds, String rule, Object... arguments) {
        if (!holds) {
            throw new AssertionError(rule.formatted(arguments) + world);
        }
    }

    // Runners

    void started(ChaosRunner runner, long atMicros, Map<String, SharedValue> variables) {
        RunId run = runner.plan.run();
        Long before = starts.putIfAbsent(run, atMicros);
        require(
                before == null || before == atMicros,
                "run %s was told to start at %s, and %s at %s",
                run,
                before,
                runner,
                atMicros);
        require(
                runner.plan.setup() == null || variables.containsKey("token"),
                "%s starts without what the setup left",
                runner);
        ChaosRunner other = loads.putIfAbsent(new Seat(run, runner.index), runner);
        require(other == null, "the load of %s is made by %s, and was by %s", runner.index, runner, other);
    }

    void makesLoad(ChaosRunner runner) {
        require(
                loads.get(new Seat(runner.plan.run(), runner.index)) == runner,
                "%s makes load that is not its own",
                runner);
    }

    void errandBegun(ChaosRunner runner, Errand.Kind kind) {
        RunId run = runner.plan.run();
        String before = errands.putIfAbsent(new Task(run, kind), runner.pod);
        require(before == null, "the %s of run %s is done by %s, and was by %s", kind, run, runner, before);
        require(
                kind == Errand.Kind.SETUP
                        || runner.plan.setup() == null
                        || errands.containsKey(new Task(run, Errand.Kind.SETUP)),
                "a teardown without a setup by %s",
                runner);
        require(kind == Errand.Kind.TEARDOWN || !starts.containsKey(run), "%s sets up after the start", runner);
    }

    // Statuses

    @Override
    public void changed(Key key, @Nullable HasMetadata before, @Nullable HasMetadata after) {
        if (!(after instanceof LoadTest test)
                || !(before instanceof LoadTest old)
                || Objects.equals(test.getStatus(), old.getStatus())) {
            require(
                    !(after instanceof LoadTest same)
                            || !(before instanceof LoadTest was)
                            || !same.getMetadata()
                                    .getUid()
                                    .equals(was.getMetadata().getUid())
                            || same.getSpec() != was.getSpec()
                            || !Objects.equals(
                                    same.getMetadata().getAnnotations(),
                                    was.getMetadata().getAnnotations())
                            || same.isMarkedForDeletion(),
                    "the same status of %s is written again",
                    key);
            return;
        }
        LoadTestStatus status = test.getStatus();
        checkShape(test, status);
        checkNumbers(old.getStatus(), status);
        checkLimit(old.getStatus(), status);
        checkHistory(test, status);
        RunStatus run = status.run();
        if (run != null && run.finishedAt() != null) {
            RunId id = Observation.runId(test, run);
            LoadTestStatus first = judged.putIfAbsent(id, status);
            if (first == null) {
                verdicts.merge(Objects.requireNonNull(status.verdict()), 1, Integer::sum);
                reasons.merge(String.valueOf(status.reason()), 1, Integer::sum);
                checkResults(id, status);
            } else if (status.verdict() != null) {
                require(
                        first.verdict() == status.verdict()
                                && Objects.equals(first.results(), status.results())
                                && (Objects.equals(first.reportRef(), status.reportRef()) || isOver(test, status))
                                && Objects.equals(
                                        first.run().finishedAt(), status.run().finishedAt()),
                        "the result of run %s is written again: %s was %s",
                        id,
                        status.verdict(),
                        first.verdict());
            }
        }
    }

    /** Of one operator alone: who stood still meanwhile may do what it had decided before the other one began. */
    private void checkLimit(@Nullable LoadTestStatus before, LoadTestStatus after) {
        RunStatus old = before == null ? null : before.run();
        boolean begins = Observation.isLive(after.run()) && !Observation.isLive(old);
        if (begins && world.limit > 0 && world.contended.plus(CONTENDED).isBefore(world.time.instant())) {
            require(live() <= world.limit, "%d runs are under way, of a limit of %d", live(), world.limit);
        }
    }

    private long live() {
        return claims().filter(Claim::holds).count();
    }

    private Stream<Claim> claims() {
        return world.server.all(LoadTest.class).map(each -> Claim.of(each, world.time.instant()));
    }

    /** Lets everything come to rest, in which time nobody waits for a slot that is free. */
    boolean inCalm(Duration atMost) {
        Instant end = world.time.instant().plus(atMost);
        Instant since = Instant.MAX;
        while (!world.isSettled() && world.time.instant().isBefore(end)) {
            world.time.run(STEP);
            Instant now = world.time.instant();
            since = !hasFreeSlot() ? Instant.MAX : since.isBefore(now) ? since : now;
            require(
                    since.equals(Instant.MAX) || now.isBefore(since.plus(WAKING)),
                    "somebody waits though a slot is free since %s",
                    since);
        }
        return world.isSettled();
    }

    private boolean hasFreeSlot() {
        List<Claim> claims = claims().toList();
        long live = claims.stream().filter(Claim::holds).count();
        int namespace = world.namespaceLimit();
        return claims.stream().anyMatch(Claim::waits)
                && (world.limit == 0 || live < world.limit)
                && (namespace == 0 || live < namespace);
    }

    private static boolean isOver(LoadTest test, LoadTestStatus status) {
        return status.reportRef() == null && test.getSpec().runPolicy().ttlAfterFinished() != null;
    }

    private void checkShape(LoadTest test, LoadTestStatus status) {
        int bytes = JSON.asJson(status).getBytes(StandardCharsets.UTF_8).length;
        require(bytes <= MOST_STATUS_BYTES, "a status of %d bytes", bytes);
        var conditions = new HashMap<String, Condition>();
        status.conditions().forEach(each -> conditions.put(each.getType(), each));
        require(
                conditions.keySet().equals(CONDITIONS) && status.conditions().size() == CONDITIONS.size(),
                "conditions %s",
                conditions.keySet());
        boolean ready = isTrue(conditions, "Ready");
        boolean reconciling = isTrue(conditions, "Reconciling");
        boolean stalled = isTrue(conditions, "Stalled");
        require(
                !(reconciling && stalled) && !(ready && (reconciling || stalled)),
                "ready %s, reconciling %s, stalled %s at once",
                ready,
                reconciling,
                stalled);
        require(
                ready || reconciling || stalled || test.getSpec().suspend() || isSuspended(status),
                "neither ready nor reconciling nor stalled");
        require(
                isTrue(conditions, "Passed") == (status.verdict() == Outcome.PASSED) || status.verdict() == null,
                "Passed is not what the verdict says");
        long observed = Objects.requireNonNull(status.observedGeneration());
        require(observed <= test.getMetadata().getGeneration(), "a generation is observed that is not there yet");
        status.conditions()
                .forEach(each -> require(
                        Objects.equals(each.getObservedGeneration(), observed), "a condition of another generation"));
    }

    private static boolean isSuspended(LoadTestStatus status) {
        return status.phase() == RunPhase.SUSPENDED;
    }

    private static boolean isTrue(Map<String, Condition> conditions, String type) {
        return "True".equals(conditions.get(type).getStatus());
    }

    private void checkNumbers(@Nullable LoadTestStatus before, LoadTestStatus after) {
        RunStatus old = before == null ? null : before.run();
        RunStatus run = after.run();
        int number = old == null ? 0 : old.number();
        require(run != null || old == null, "a run is forgotten");
        if (run == null) {
            return;
        }
        require(
                run.number() == number && old != null || run.number() == number + 1,
                "run %d follows run %d",
                run.number(),
                number);
        if (old != null && run.number() == number) {
            require(old.finishedAt() == null || run.finishedAt() != null, "a judged run goes on");
            require(
                    old.startMicros() == null || run.startMicros() != null,
                    "the start of run %d is forgotten",
                    run.number());
            require(Objects.equals(old.seed(), run.seed()), "another seed for run %d", run.number());
        } else {
            require(
                    old == null || old.finishedAt() != null,
                    "run %d begins before run %d is judged",
                    run.number(),
                    number);
        }
    }

    private void checkHistory(LoadTest test, LoadTestStatus status) {
        int newest = Integer.MAX_VALUE;
        for (HistoryEntry each : status.history()) {
            require(each.number() < newest, "the history is not in order");
            newest = each.number();
            LoadTestStatus known = judged.get(new RunId(test.getMetadata().getUid(), each.number()));
            require(
                    known != null && known.verdict() == each.verdict(),
                    "the history says %s of run %d",
                    each.verdict(),
                    each.number());
        }
    }

    // Results

    private List<ChaosRunner> loadsOf(RunId run) {
        return loads.entrySet().stream()
                .filter(each -> each.getKey().run().equals(run))
                .map(Map.Entry::getValue)
                .toList();
    }

    private void checkResults(RunId run, LoadTestStatus status) {
        List<ChaosRunner> made = loadsOf(run);
        int desired = Objects.requireNonNull(status.runners()).desired();
        boolean certain = status.verdict() == Outcome.PASSED || status.verdict() == Outcome.FAILED;
        boolean complete = status.conditions().stream()
                .anyMatch(each -> each.getType().equals("ResultsComplete")
                        && each.getStatus().equals("True"));
        require(!certain || complete || isReduced(status, made), "%s on incomplete results", status.verdict());
        Interval truth = Interval.sum(made.stream().map(ChaosRunner::total).toList());
        ResultsStatus results = status.results();
        if (certain && isReduced(status, made)) {
            checkReduced(status, made);
            return;
        }
        if (complete) {
            require(results != null, "complete, but no results");
            boolean all = world.kubelet.runners.stream()
                            .filter(each -> each.plan.run().equals(run) && each.isDone())
                            .map(each -> each.index)
                            .distinct()
                            .count()
                    == desired;
            require(all, "complete, but not all runners are done: %s", made);
            requireEqual(results, truth);
        } else if (results != null) {
            Counts most = truth.requestCounts();
            require(
                    results.offered() <= most.offered() && results.completed() <= most.completed(),
                    "more than was made: %s of %s",
                    results.completed(),
                    most);
        }
        if (status.verdict() == Outcome.PASSED) {
            require(made.size() == desired && made.stream().allMatch(ChaosRunner::isWhole), "passed on %s", made);
        }
        if (certain) {
            Counts counts = truth.requestCounts();
            boolean faulty = counts.failed() * 100 > counts.ended() * 2;
            require(
                    faulty == (status.verdict() == Outcome.FAILED),
                    "%s with %d of %d failed",
                    status.verdict(),
                    counts.failed(),
                    counts.ended());
        }
    }

    private static boolean isReduced(LoadTestStatus status, List<ChaosRunner> made) {
        return Objects.requireNonNull(status.runners()).lost() > 0
                && made.stream().anyMatch(each -> each.plan.lenience().continuesOnLoss());
    }

    /** Of a run that went on without some of its runners: nothing of theirs is in its results. */
    private void checkReduced(LoadTestStatus status, List<ChaosRunner> made) {
        int left = status.runners().desired() - status.runners().lost();
        List<ChaosRunner> kept = made.stream().filter(ChaosRunner::isWhole).toList();
        require(left > 0 && kept.size() >= left, "%d runners are told to be left of %s", left, made);
        ResultsStatus results = Objects.requireNonNull(status.results());
        Interval truth = Interval.sum(kept.stream().map(ChaosRunner::total).toList());
        if (kept.size() == left) {
            requireEqual(results, truth);
        } else {
            require(results.offered() <= truth.requestCounts().offered(), "more than was made: %s", results);
        }
    }

    private void requireEqual(ResultsStatus results, Interval truth) {
        Counts counts = truth.requestCounts();
        var shown = new Counts(
                results.offered(), results.completed(), results.failed(), results.dropped(), results.incomplete());
        require(shown.equals(counts), "%s are shown, %s were made", shown, counts);
        LatencyHistogram times = LatencyHistogram.sum(truth.requests().stream()
                .map((RequestSeries each) -> each.timing(Timing.RESPONSE_TIME))
                .toList());
        if (times.count() > 0) {
            var told = Objects.requireNonNull(results.responseTime());
            require(
                    told.p50Micros() == times.percentileMicros(50)
                            && told.p99Micros() == times.percentileMicros(99)
                            && told.maxMicros() == times.maxMicros()
                            && told.minMicros() == times.minMicros(),
                    "p50 %d us, p99 %d us are shown, %s were made",
                    told.p50Micros(),
                    told.p99Micros(),
                    times);
        }
    }

    // The end

    /** What is so of a test that rests. */
    void checkResting(LoadTest test) {
        LoadTestStatus status = Objects.requireNonNull(test.getStatus());
        require(
                Objects.equals(status.observedGeneration(), test.getMetadata().getGeneration()),
                "%s rests, but its status is of another generation",
                test.getMetadata().getName());
        for (HistoryEntry each : status.history()) {
            require(
                    each.reportRef() == null
                            || world.deletedByHand.contains(each.reportRef())
                            || world.server.get(new Key("ConfigMap", each.reportRef())) != null,
                    "there is no report %s, which the history names",
                    each.reportRef());
        }
        if (status.reportRef() != null && !world.deletedByHand.contains(status.reportRef())) {
            var map = (ConfigMap) world.server.get(new Key("ConfigMap", status.reportRef()));
            require(map != null, "there is no report %s", status.reportRef());
            String json = map.getData().get("report.json");
            String outcome = Objects.requireNonNull(status.verdict()).name();
            require(
                    json.contains("\"outcome\":\""
                                    + JSON.asJson(status.verdict()).replace("\"", "") + "\"")
                            && json.contains("\"completed\":"
                                    + (status.results() == null
                                            ? 0
                                            : status.results().completed())),
                    "the report of %s is not of the verdict %s: %s",
                    status.reportRef(),
                    outcome,
                    json);
        }
        String uid = test.getMetadata().getUid();
        long maps = world.server
                .all(ConfigMap.class)
                .filter(each -> uid.equals(each.getMetadata().getLabels().get("loadstone.dev/test-uid")))
                .count();
        require(maps <= 2 * 11, "%d plans and reports are kept", maps);
    }
}
