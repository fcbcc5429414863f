package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.collect.Collector;
import dev.loadstone.operator.observe.AuditLog;
import dev.loadstone.operator.observe.Backlog;
import dev.loadstone.operator.observe.RunEvents;
import dev.loadstone.operator.policy.Policies;
import dev.loadstone.operator.workload.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings tests to their ends: reads what is known, has it decided what to do, and does it. */
@ControllerConfiguration(
        name = "loadtest",
        fieldManager = "loadstone-operator",
        generationAwareEventProcessing = false,
        triggerReconcilerOnAllEvents = true,
        informer = @Informer(informerListLimit = LoadTestReconciler.PAGE),
        // Of tests at rest: a run names its next look itself.
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 1, timeUnit = TimeUnit.HOURS))
@GradualRetry(maxAttempts = -1, initialInterval = 200, intervalMultiplier = 2, maxInterval = 30_000)
public final class LoadTestReconciler implements Reconciler<LoadTest> {
    /** Objects that are read at a time when a cache is filled: a page of tests is some hundred kilobytes. */
    static final long PAGE = 100;

    private final Lifecycle lifecycle;
    private final Collector collector;
    private final RunEvents events;
    private final Policies policies;
    private final Wakening wakening;
    private final Clock clock;
    private final Slots slots;
    private final Refusals refusals = new Refusals();

    private @Nullable Observer observer;
    private @Nullable Performer performer;
    private @Nullable AuditTrail audit;
    private @Nullable InformerEventSource<Pod, LoadTest> pods;
    private @Nullable IndexerResourceCache<LoadTest> tests;
    /** Runners that outlived the last operator report before the caches are there. */
    private volatile boolean cached;

    /**
     * @param wakening what the collector was given to tell of news
     * @param slots for the runs under way
     */
    public LoadTestReconciler(
            Lifecycle lifecycle,
            Collector collector,
            RunEvents events,
            Policies policies,
            Wakening wakening,
            Slots slots,
            Clock clock) {
        this.lifecycle = lifecycle;
        this.collector = collector;
        this.events = events;
        this.policies = policies;
        this.wakening = wakening;
        this.slots = slots;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, LoadTest>> prepareEventSources(EventSourceContext<LoadTest> context) {
        InformerEventSource<Job, LoadTest> jobs = informer(Job.class, context);
        pods = informer(Pod.class, context);
        tests = context.getPrimaryCache();
        observer = new Observer(context.getClient(), collector, policies, refusals, slots);
        audit = new AuditTrail(new AuditLog(System.out, clock));
        performer = new Performer(collector, events, audit, refusals, jobs);
        return List.of(jobs, pods, wakening.source());
    }

    @Override
    public UpdateControl<LoadTest> reconcile(LoadTest test, Context<LoadTest> context) {
        if (observer == null || performer == null || audit == null) {
            throw new IllegalStateException("the event sources are not prepared");
        }
        if (context.isPrimaryResourceDeleted()) {
            observer.deletedRun(test).ifPresent(audit::recordDeleted);
            forget(test.getMetadata().getUid());
            wakeNext(test, context);
            return UpdateControl.noUpdate();
        }
        cached = true;
        RunStatus run = Observation.runOf(test);
        if (run != null && !Observation.isLive(run)) {
            audit.forget(test.getMetadata().getUid(), run.number());
        }
        Optional<String> replaced = wakening.learn(test);
        replaced.ifPresent(this::forget);
        Decision decision = look(test, context, observer, performer);
        if (decision.rests() || replaced.isPresent()) {
            wakeNext(test, context);
        }
        UpdateControl<LoadTest> done = UpdateControl.noUpdate();
        return decision.nextLook() == null ? done : done.rescheduleAfter(decision.nextLook());
    }

    /** This test wants nothing any more, though the cache may not have heard of it: the turn is another one's. */
    private void wakeNext(LoadTest test, Context<LoadTest> context) {
        List<LoadTest> all = Observer.all(context).toList();
        wakening.wake(slots.next(all, test.getMetadata().getUid(), clock.instant()));
    }

    private Decision look(LoadTest test, Context<LoadTest> context, Observer observes, Performer performs) {
        var now = clock.instant();
        boolean done = false;
        try {
            Decision decision = lifecycle.decide(observes.observe(test, context, now), now);
            performs.perform(test, decision.deeds(), context);
            done = true;
            return decision;
        } finally {
            slots.looked(test, done, clock.instant());
        }
    }

    /** A runner's pod as the cache has it; nothing before a test was reconciled, which is when the cache is known to be there. */
    public Optional<Pod> pod(String namespace, String name) {
        return pods == null || !cached ? Optional.empty() : pods.get(new ResourceID(name, namespace));
    }

    /** What there is to do, by the cache of tests: nothing before that is there. */
    public Backlog backlog() {
        return new Backlog(() -> tests == null ? Stream.empty() : tests.list(), clock);
    }

    private void forget(String test) {
        collector.forget(test);
        if (observer != null) {
            observer.deleted(test);
        }
        if (audit != null) {
            audit.forget(test, Integer.MAX_VALUE);
        }
        wakening.forget(test);
    }

    private static <T extends HasMetadata> InformerEventSource<T, LoadTest> informer(
            Class<T> kind, EventSourceContext<LoadTest> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(kind, LoadTest.class)
                        .withName(kind.getSimpleName())
                        .withLabelSelector(Labels.SELECTOR)
                        .withInformerListLimit(PAGE)
                        .withNamespacesInheritedFromController()
                        .withSecondaryToPrimaryMapper(LoadTestReconciler::test)
                        .build(),
                context);
    }

    private static Set<ResourceID> test(HasMetadata object) {
        return Labels.test(object)
                .map(name -> Set.of(new ResourceID(name, object.getMetadata().getNamespace())))
                .orElse(Set.of());
    }
}
