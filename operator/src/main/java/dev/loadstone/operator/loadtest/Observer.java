package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.collect.Collector;
import dev.loadstone.operator.observe.AuditEntry;
import dev.loadstone.operator.policy.Bounds;
import dev.loadstone.operator.policy.Policies;
import dev.loadstone.operator.workload.Labels;
import dev.loadstone.operator.workload.PlanConfigMap;
import dev.loadstone.operator.workload.ReportConfigMap;
import dev.loadstone.operator.workload.RunnerJobs;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers what is known of a test: from the caches, from the collector, and from the API server what no cache holds. */
final class Observer {
    private static final Logger LOG = LoggerFactory.getLogger(Observer.class);

    private final KubernetesClient client;
    private final Collector collector;
    private final Policies policies;
    private final Refusals refusals;
    private final Complaints complaints;
    private final Slots slots;
    private final AtomicReference<@Nullable Instant> attendedSince = new AtomicReference<>();
    /** Plans never change once written, and are needed as long as their runs are under way. */
    private final ConcurrentMap<RunId, RunPlan> plans = new ConcurrentHashMap<>();

    Observer(KubernetesClient client, Collector collector, Policies policies, Refusals refusals, Slots slots) {
        this.client = client;
        this.collector = collector;
        this.policies = policies;
        this.refusals = refusals;
        this.slots = slots;
        this.complaints = new Complaints(client);
    }

    Observation observe(LoadTest test, Context<LoadTest> context, Instant now) {
        Instant since = attendedSince.updateAndGet(first -> first == null ? now : first);
        Bounds bounds = policies.of(test.getMetadata().getNamespace(), now);
        RunStatus run = Observation.runOf(test);
        if (run == null || !Observation.isLive(run)) {
            forget(test.getMetadata().getUid());
            List<Job> jobs = KeptRuns.observed(test, context.getSecondaryResourcesAsStream(Job.class));
            return Observation.ofResting(test, bounds, jobs, since, turn(test, bounds, context, now));
        }
        RunId id = Observation.runId(test, run);
        List<Job> jobs =
                of(context, Job.class, id).stream().filter(RunnerJobs::isOne).toList();
        List<Pod> pods = of(context, Pod.class, id);
        return Recovery.of(new Observation(
                test,
                bounds,
                plan(test, id, run.planDigest()),
                jobs,
                pods,
                collector.journals(id),
                collector.notices(id),
                collector.lastSeen(id),
                collector.sum(id),
                collector.windows(id),
                since,
                refusals.besides(id, ReportConfigMap.name(test, id))
                        .or(() -> complaints.ofJobs(jobs, pods))
                        .orElse(null),
                complaints.ofFiles(pods, now).orElse(null),
                refusals.of(id, ReportConfigMap.name(test, id)).orElse(null),
                Turn.NOW));
    }

    private Turn turn(LoadTest test, Bounds bounds, Context<LoadTest> context, Instant now) {
        if (!Demand.isOpen(test, now)) {
            slots.settle(test);
            return Turn.NOW;
        }
        // Who can't begin must take no slot from those who can.
        return bounds.doubt() != null ? Turn.IN_DOUBT : slots.turn(test, all(context), now);
    }

    /** All tests, those at rest in outline; that a run is over is known from when it is written, before the cache hears of it. */
    static Stream<LoadTest> all(Context<LoadTest> context) {
        var cache = context.getPrimaryCache();
        return cache.list()
                .map(each -> Observation.isLive(Observation.runOf(each))
                        ? cache.get(ResourceID.fromResource(each)).orElse(each)
                        : each);
    }

    /** What the audit log is told of a test that was deleted; empty where no run was under way. */
    Optional<AuditEntry> deletedRun(LoadTest test) {
        RunStatus run = Observation.runOf(test);
        if (run == null || !Observation.isLive(run)) {
            return Optional.empty();
        }
        RunId id = Observation.runId(test, run);
        long requests = collector.sum(id).requestCounts().offered();
        return Optional.of(new Audit(test, Bounds.NONE, run).deleted(plans.get(id), requests));
    }

    void forget(String test) {
        plans.keySet().removeIf(run -> run.test().equals(test));
        refusals.forget(test);
    }

    void deleted(String test) {
        forget(test);
        slots.forget(test);
    }

    private static <T extends HasMetadata> List<T> of(Context<LoadTest> context, Class<T> kind, RunId run) {
        return context.getSecondaryResourcesAsStream(kind)
                .filter(each -> Labels.areOf(each, run))
                .toList();
    }

    private @Nullable RunPlan plan(LoadTest test, RunId run, @Nullable String digest) {
        return plans.computeIfAbsent(run, id -> {
            ConfigMap map = client.configMaps()
                    .inNamespace(test.getMetadata().getNamespace())
                    .withName(PlanConfigMap.name(test, id))
                    .get();
            try {
                RunPlan plan = map == null ? null : PlanConfigMap.read(map, id, digest);
                if (map != null) {
                    refusals.made(id, map.getMetadata().getName());
                }
                return plan;
            } catch (IllegalArgumentException foreign) {
                LOG.warn("run {} has no readable plan: {}", id, foreign.getMessage());
                return null;
            }
        });
    }
}
