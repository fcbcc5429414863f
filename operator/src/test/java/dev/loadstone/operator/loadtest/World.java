package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.HistoryEntry;
import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.collect.Collector;
import dev.loadstone.operator.collect.TestClock;
import dev.loadstone.operator.observe.AuditEntry;
import dev.loadstone.operator.policy.Bounds;
import dev.loadstone.operator.workload.Labels;
import dev.loadstone.operator.workload.PlanConfigMap;
import dev.loadstone.operator.workload.ReportConfigMap;
import dev.loadstone.operator.workload.RunnerSettings;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cluster with one test, its runners and an operator that can be killed between any two deeds; its time is told, not passed. */
final class World {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final RunnerSettings SETTINGS =
            new RunnerSettings("runner:1", "IfNotPresent", "https://operator:8443", () -> "CA");

    final TestClock clock = new TestClock();
    final Map<String, HasMetadata> objects = new TreeMap<>();
    final Map<String, Integer> created = new HashMap<>();
    final List<FakeRunner> runners = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    final List<AuditEntry> audit = new ArrayList<>();
    final Map<Integer, Outcome> verdicts = new TreeMap<>();
    final List<RunPhase> phases = new ArrayList<>();
    /** What is done to each runner when it is made. */
    java.util.function.Consumer<FakeRunner> fate = runner -> {};

    LoadTest test;
    Bounds bounds = Bounds.NONE;
    int writes;
    int deeds;
    /** The operator dies before the deed of this number. */
    int dieBefore = -1;

    Duration downtime = Duration.ofSeconds(2);

    @Nullable
    String refusal;

    @Nullable
    String unmounted;

    /** Whether a run that is wanted may begin. */
    Turn turn = Turn.NOW;

    /** What the API server would not make. */
    Predicate<HasMetadata> refuses = object -> false;

    private final Map<String, String> refused = new HashMap<>();

    private final Lifecycle lifecycle;
    private Collector collector;
    private boolean woken = true;
    private Instant nextLook;
    private Instant upSince;

    World(String yaml, long seed) {
        test = Serialization.unmarshal(yaml, LoadTest.class);
        test.getMetadata().setUid("3f0f6a52-1111-4222-8333-444455556666");
        test.getMetadata().setNamespace("shop");
        test.getMetadata().setGeneration(1L);
        test.getMetadata().setCreationTimestamp(clock.instant().toString());
        lifecycle = new Lifecycle(SETTINGS, new Random(seed));
        collector = new Collector(clock, run -> woken = true);
        nextLook = clock.instant();
        upSince = clock.instant();
    }

    LoadTestStatus status() {
        return test.getStatus();
    }

    /** Lets time pass until this is so. */
    void until(Duration atMost, BooleanSupplier so) {
        Instant deadline = clock.instant().plus(atMost);
        while (!so.getAsBoolean()) {
            assertThat(clock.instant()).as("not so within %s: %s", atMost, this).isBefore(deadline);
            pass(TICK);
        }
    }

    void untilFinished(Duration atMost) {
        until(atMost, () -> status() != null && status().phase() == RunPhase.FINISHED);
    }

    void untilPhase(RunPhase phase) {
        until(Duration.ofMinutes(2), () -> status() != null && status().phase() == phase);
    }

    void pass(Duration time) {
        for (Duration left = time; left.isPositive(); left = left.minus(TICK)) {
            clock.advance(TICK);
            Instant now = clock.instant();
            boolean up = !now.isBefore(upSince);
            for (FakeRunner runner : runners) {
                runner.live(collector, up, now);
                woken |= runner.hasChanged(now);
            }
            if (up && (woken || !now.isBefore(nextLook))) {
                look(now);
            }
        }
    }

    /** The operator's memory is lost, and it is away for a while. */
    void killOperator() {
        collector = new Collector(clock, run -> woken = true);
        refused.clear();
        upSince = clock.instant().plus(downtime);
        woken = true;
    }

    void edit(UnaryOperator<LoadTestSpec> change) {
        test.setSpec(change.apply(test.getSpec()));
        test.getMetadata().setGeneration(test.getMetadata().getGeneration() + 1);
        woken = true;
    }

    /** As a change of a policy has it. */
    void requestLook() {
        woken = true;
    }

    void suspend(boolean suspend) {
        edit(spec -> spec.suspended(suspend));
    }

    void requestRun(String value) {
        test.getMetadata().setAnnotations(Map.of(LoadTest.RUN_AT, value));
        woken = true;
    }

    /** One of the Jobs, where there are several. */
    void deleteJob() {
        jobs().findFirst().ifPresent(job -> {
            objects.remove(job.getMetadata().getName());
            vanish(job);
            woken = true;
        });
    }

    /** That each report is there to which the status refers. */
    void assertReportsAreThere() {
        Stream<String> earlier = status().history().stream().map(HistoryEntry::reportRef);
        assertThat(Stream.concat(earlier, Stream.ofNullable(status().reportRef()))
                        .filter(Objects::nonNull))
                .as("reports, %s", this)
                .allMatch(objects::containsKey);
    }

    Stream<Job> jobs() {
        return objects.values().stream().filter(Job.class::isInstance).map(Job.class::cast);
    }

    private void vanish(Job job) {
        runners.stream()
                .filter(runner -> runner.job == job)
                .forEach(runner -> runner.mishap = FakeRunner.Mishap.VANISHED);
    }

    private void look(Instant now) {
        woken = false;
        Decision decision = lifecycle.decide(observe(), now);
        nextLook = decision.nextLook() == null ? now.plus(Duration.ofMinutes(5)) : now.plus(decision.nextLook());
        for (Deed deed : decision.deeds()) {
            if (deeds++ == dieBefore) {
                killOperator();
                return;
            }
            if (!perform(deed, now)) {
                return;
            }
        }
    }

    /** As its controller counts it: of a pod that is gone it is written down that it failed. */
    private Job counted(Job job) {
        String failed = runners.stream()
                .filter(runner -> runner.job == job && runner.isGone())
                .map(runner -> Integer.toString(runner.number))
                .collect(Collectors.joining(","));
        return job.edit().withNewStatus().withFailedIndexes(failed).endStatus().build();
    }

    private Observation observe() {
        RunStatus run = Observation.runOf(test);
        if (run == null || !Observation.isLive(run)) {
            return Observation.ofResting(test, bounds, KeptRuns.observed(test, jobs()), upSince, turn);
        }
        RunId id = Observation.runId(test, run);
        String report = ReportConfigMap.name(test, id);
        String other = refused.entrySet().stream()
                .filter(each -> !each.getKey().equals(report))
                .map(Map.Entry::getValue)
                .findAny()
                .orElse(refusal);
        HasMetadata map = objects.get(PlanConfigMap.name(test, id));
        List<Job> jobs = objects.values().stream()
                .filter(each -> each instanceof Job && Labels.areOf(each, id))
                .map(Job.class::cast)
                .map(this::counted)
                .toList();
        List<Pod> pods = runners.stream()
                .filter(runner -> !runner.isGone())
                .map(runner -> runner.pod(clock.instant()))
                .filter(pod -> Labels.areOf(pod, id))
                .toList();
        return Recovery.of(new Observation(
                test,
                bounds,
                plan((ConfigMap) map, id, run.planDigest()),
                jobs,
                pods,
                collector.journals(id),
                collector.notices(id),
                collector.lastSeen(id),
                collector.sum(id),
                collector.windows(id),
                upSince,
                other,
                unmounted,
                refused.get(report),
                Turn.NOW));
    }

    private @Nullable RunPlan plan(@Nullable ConfigMap map, RunId id, @Nullable String digest) {
        try {
            RunPlan plan = map == null ? null : PlanConfigMap.read(map, id, digest);
            if (map != null) {
                refused.remove(map.getMetadata().getName());
            }
            return plan;
        } catch (IllegalArgumentException foreign) {
            return null;
        }
    }

    /** @return whether the deeds that follow may be done */
    private boolean perform(Deed deed, Instant now) {
        switch (deed) {
            case Deed.Create create -> {
                String name = create.object().getMetadata().getName();
                if (!objects.containsKey(name) && refuses.test(create.object())) {
                    refused.put(name, "exceeded quota: none of these");
                    return !create.needed();
                }
                if (objects.get(name) instanceof ConfigMap there
                        && !PlanConfigMap.areSame(there, (ConfigMap) create.object())) {
                    refused.put(name, "ConfigMap " + name + " is there already");
                    return !create.needed();
                }
                refused.remove(name);
                create(create.object(), now);
            }
            case Deed.Delete delete -> {
                HasMetadata gone = objects.remove(delete.name());
                if (gone instanceof Job job) {
                    vanish(job);
                }
            }
            case Deed.WriteStatus(LoadTestStatus status) -> write(status);
            case Deed.Open open -> collector.open(open.plan());
            case Deed.Tell tell -> collector.command(tell.run(), tell.command(), tell.errands());
            case Deed.Close close ->
                collector.close(close.run(), test.getMetadata().getNamespace());
            case Deed.Record(AuditEntry entry) ->
                audit.add(entry.by(Author.of(test.getMetadata().getManagedFields(), Trigger.ofWord(entry.trigger()))
                        .orElse(null)));
            case Deed.Emit emit -> {
                String event = emit.key() + ": " + emit.type() + " " + emit.note();
                if (events.stream().noneMatch(each -> each.startsWith(emit.key() + ": "))) {
                    events.add(event);
                    writes++;
                }
            }
        }
        return true;
    }

    /** Deleted, and applied again at once under its name: what the old test owned goes after a while only. */
    void recreate() {
        var again = new LoadTest();
        again.setMetadata(new ObjectMetaBuilder()
                .withName(test.getMetadata().getName())
                .withNamespace(test.getMetadata().getNamespace())
                .withUid("4e1f7b63-2222-4333-8444-555566667777")
                .withGeneration(1L)
                .build());
        again.setSpec(test.getSpec());
        collector.forget(test.getMetadata().getUid());
        test = again;
        verdicts.clear();
        woken = true;
    }

    /** What the garbage collector does with a deleted test's objects. */
    void collectGarbage() {
        String uid = test.getMetadata().getUid();
        objects.values().removeIf(object -> {
            boolean orphan = !Labels.run(object).orElseThrow().test().equals(uid);
            if (orphan && object instanceof Job job) {
                vanish(job);
            }
            return orphan;
        });
    }

    private void create(HasMetadata object, Instant now) {
        String name = object.getMetadata().getName();
        if (objects.putIfAbsent(name, object) != null) {
            return;
        }
        writes++;
        object.getMetadata().setUid("uid-of-" + name);
        created.merge(name, 1, Integer::sum);
        woken = true;
        if (object instanceof Job job) {
            RunStatus run = Observation.runOf(test);
            assertThat(run != null && run.startMicros() == null && Observation.isLive(run))
                    .as("a Job is made for a run that has started: %s", this)
                    .isTrue();
            RunId id = Labels.run(job).orElseThrow();
            RunPlan plan =
                    PlanConfigMap.read((ConfigMap) objects.get(PlanConfigMap.name(test, id)), id, run.planDigest());
            assertThat(run.setupAt())
                    .as("a Job is made after the setup: %s", this)
                    .isNull();
            for (int number = 0; number < job.getSpec().getCompletions(); number++) {
                var runner = new FakeRunner(number, plan, job, now);
                runners.add(runner);
                fate.accept(runner);
            }
        }
    }

    private void write(LoadTestStatus status) {
        assertThat(status).as("the same status is written again").isNotEqualTo(test.getStatus());
        writes++;
        woken = true;
        test.setStatus(status);
        if (phases.isEmpty() || phases.getLast() != status.phase()) {
            phases.add(status.phase());
        }
        if (status.verdict() != null && status.run() != null) {
            Outcome before = verdicts.putIfAbsent(status.run().number(), status.verdict());
            assertThat(before == null || before == status.verdict())
                    .as("a verdict changed: %s", this)
                    .isTrue();
        }
    }

    @Override
    public String toString() {
        return clock.instant() + " phases " + phases + " verdicts " + verdicts + " events " + events + "\n"
                + (test.getStatus() == null ? "no status" : Serialization.asYaml(test.getStatus()));
    }
}
