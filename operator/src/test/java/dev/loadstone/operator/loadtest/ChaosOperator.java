package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.RunStatus;
import dev.loadstone.operator.collect.Collector;
import dev.loadstone.operator.collect.Unwanted;
import dev.loadstone.operator.loadtest.ChaosServer.Key;
import dev.loadstone.operator.workload.Labels;
import dev.loadstone.operator.workload.PlanConfigMap;
import dev.loadstone.operator.workload.ReportConfigMap;
import dev.loadstone.operator.workload.RunnerSettings;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One process of the operator: caches that lag behind, the real decisions and collector, and deeds that are done one after the
 * other over a network. It can be killed, or held up, between any two of them.
 */
final class ChaosOperator implements ChaosServer.Watcher {
    private static final RunnerSettings SETTINGS =
            new RunnerSettings("runner:1", "IfNotPresent", "https://operator:8443", () -> "CA");
    private static final Set<Integer> REFUSED = Set.of(403, 413, 422);
    private static final long LONGEST_REST = 300_000;

    /** What is to be done for a test, and when. */
    private static final class Work {
        boolean underway;
        boolean dirty;
        int failures;
        long alarm;
    }

    final String name;
    private final ChaosWorld world;
    private final ChaosTime time;
    private final ChaosServer server;
    private final Lifecycle lifecycle;
    private final Refusals refusals = new Refusals();
    private final Slots slots;
    final Collector collector;
    private final Map<Key, HasMetadata> cache = new LinkedHashMap<>();
    /** What this process wrote itself and has not heard of. */
    private final Map<Key, HasMetadata> own = new HashMap<>();

    private final Map<RunId, RunPlan> plans = new HashMap<>();
    private final Map<String, Work> works = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<RunId, String> lastTold = new HashMap<>();
    private final Set<String> reviewed = new HashSet<>();
    private final Deque<Runnable> told = new ArrayDeque<>();
    private @Nullable Instant attendedSince;
    private boolean listening;
    private boolean alive = true;
    private boolean telling;
    private long heldUpUntilMicros;
    private long watchBrokenUntilMicros;
    /** Before how many more deeds it dies; -1 for none. */
    int dieBefore = -1;

    ChaosOperator(ChaosWorld world, String name) {
        this.world = world;
        this.time = world.time;
        this.server = world.server;
        this.name = name;
        this.lifecycle = new Lifecycle(SETTINGS, new Random(time.random.nextLong()));
        this.slots = new Slots(world.limit, namespace -> world.namespaceLimit());
        this.collector = new Collector(time, run -> {
            String test = names.get(run.test());
            if (test != null) {
                wake(test);
            }
        });
        begin();
    }

    private void begin() {
        if (!alive) {
            return;
        }
        if (server.away) {
            time.within(500, 1500, this::begin);
            return;
        }
        listening = true;
        server.watch(this);
        relist();
    }

    boolean isAlive() {
        return alive;
    }

    boolean isListening() {
        return alive && listening;
    }

    boolean isHeldUp() {
        return time.micros() < heldUpUntilMicros;
    }

    /** SIGKILL. */
    void kill() {
        time.log("%s is killed", name);
        alive = false;
        server.unwatch(this);
        time.within(300, 6000, world::revive);
    }

    /** It stands still, and then goes on where it was. */
    void holdUp(long millis) {
        time.log("%s stands still for %d ms", name, millis);
        heldUpUntilMicros = Math.max(heldUpUntilMicros, time.micros() + millis * 1000);
    }

    void breakWatch(long millis) {
        time.log("the watch of %s is broken for %d ms", name, millis);
        watchBrokenUntilMicros = time.micros() + millis * 1000;
        time.after(millis + 1, this::relist);
    }

    private void whenGoing(Runnable what) {
        if (!alive) {
            return;
        }
        if (isHeldUp()) {
            time.after((heldUpUntilMicros - time.micros()) / 1000 + 1, () -> whenGoing(what));
        } else {
            what.run();
        }
    }

    // What it hears of the cluster

    @Override
    public void changed(Key key, @Nullable HasMetadata before, @Nullable HasMetadata after) {
        if (time.micros() < watchBrokenUntilMicros) {
            return;
        }
        told.add(() -> learn(key, after));
        tellNext();
    }

    private void tellNext() {
        if (!telling && !told.isEmpty()) {
            telling = true;
            long delay = time.chance(0.02) ? time.random.nextLong(50, 1500) : time.random.nextLong(1, 8);
            time.after(
                    delay,
                    () -> whenGoing(() -> {
                        telling = false;
                        if (!told.isEmpty()) {
                            told.removeFirst().run();
                        }
                        tellNext();
                    }));
        }
    }

    private void relist() {
        whenGoing(() -> {
            if (time.micros() < watchBrokenUntilMicros || server.away) {
                time.within(300, 1500, this::relist);
                return;
            }
            told.clear();
            var there = new HashSet<Key>();
            server.list().forEach(each -> {
                there.add(Key.of(each));
                learn(Key.of(each), each);
            });
            List.copyOf(cache.keySet()).stream()
                    .filter(each -> !there.contains(each))
                    .forEach(each -> learn(each, null));
        });
    }

    private void learn(Key key, @Nullable HasMetadata after) {
        HasMetadata before = after == null ? cache.remove(key) : cache.put(key, after);
        own.remove(key);
        HasMetadata object = after == null ? before : after;
        if (object == null) {
            return;
        }
        if (object instanceof LoadTest test) {
            if (after == null) {
                forget(test.getMetadata().getUid());
                wakeNext(test.getMetadata().getUid());
            }
            wake(key.name());
        } else if (object instanceof Job || object instanceof Pod) {
            Labels.test(object).ifPresent(this::wake);
        }
    }

    private void forget(String test) {
        collector.forget(test);
        plans.keySet().removeIf(run -> run.test().equals(test));
        refusals.forget(test);
        slots.forget(test);
        names.remove(test);
    }

    private void wakeNext(String test) {
        slots.next(tests().toList(), test, time.instant())
                .forEach(each -> wake(each.getMetadata().getName()));
    }

    void wakeAll() {
        List.copyOf(works.keySet()).forEach(this::wake);
    }

    /** As the cache lists them: what it wrote itself is known of runs under way alone. */
    private Stream<LoadTest> tests() {
        return cache.values().stream()
                .filter(LoadTest.class::isInstance)
                .map(LoadTest.class::cast)
                .map(each -> Observation.isLive(Observation.runOf(each))
                        ? (LoadTest) own.getOrDefault(Key.of(each), each)
                        : each);
    }

    // What it looks at, and when

    void wake(String test) {
        Work work = works.computeIfAbsent(test, any -> new Work());
        if (!work.dirty) {
            work.dirty = true;
            time.after(1, () -> whenGoing(() -> look(test, work)));
        }
    }

    private void rest(String test, Work work, long millis) {
        long mine = ++work.alarm;
        time.after(millis, () -> {
            if (work.alarm == mine) {
                wake(test);
            }
        });
    }

    private void look(String name, Work work) {
        if (work.underway) {
            return;
        }
        work.dirty = false;
        work.alarm++;
        Key key = new Key("LoadTest", name);
        var test = (LoadTest) own.getOrDefault(key, cache.get(key));
        if (test == null) {
            return;
        }
        work.underway = true;
        names.entrySet().stream()
                .filter(each -> each.getValue().equals(name)
                        && !each.getKey().equals(test.getMetadata().getUid()))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(each -> {
                    forget(each);
                    wakeNext(each);
                });
        names.put(test.getMetadata().getUid(), name);
        Instant now = time.instant();
        try {
            Decision decision = lifecycle.decide(observe(test, now), now);
            perform(test, work, decision, 0);
        } catch (KubernetesClientException e) {
            failed(test, work, e);
        }
    }

    private void failed(LoadTest of, Work work, KubernetesClientException why) {
        String test = of.getMetadata().getName();
        slots.looked(of, false, time.instant());
        work.underway = false;
        time.log("%s fails for %s: %s", name, test, why.getMessage());
        long pause = Math.min(30_000, 200L << Math.min(20, work.failures++));
        goOn(test, work, pause);
    }

    private void goOn(String test, Work work, long pause) {
        if (work.dirty) {
            time.after(0, () -> whenGoing(() -> look(test, work)));
        } else {
            rest(test, work, pause);
        }
    }

    private Observation observe(LoadTest test, Instant now) {
        attendedSince = attendedSince == null ? now : attendedSince;
        RunStatus run = Observation.runOf(test);
        if (run == null || !Observation.isLive(run)) {
            plans.keySet()
                    .removeIf(each -> each.test().equals(test.getMetadata().getUid()));
            refusals.forget(test.getMetadata().getUid());
            return Observation.ofResting(test, world.bounds, jobs(test), attendedSince, turn(test, now));
        }
        RunId id = Observation.runId(test, run);
        List<Job> jobs = of(Job.class, test, id);
        List<Pod> pods = of(Pod.class, test, id);
        RunPlan plan = plans.get(id);
        if (plan == null) {
            Key key = new Key("ConfigMap", PlanConfigMap.name(test, id));
            var map = server.call(() -> Optional.ofNullable(server.get(key))).orElse(null);
            if (map != null) {
                plan = PlanConfigMap.read((ConfigMap) map, id, run.planDigest());
                plans.put(id, plan);
            }
        }
        String report = ReportConfigMap.name(test, id);
        return Recovery.of(new Observation(
                test,
                world.bounds,
                plan,
                jobs,
                pods,
                collector.journals(id),
                collector.notices(id),
                collector.lastSeen(id),
                collector.sum(id),
                collector.windows(id),
                attendedSince,
                refusals.besides(id, report).orElseGet(() -> world.kubelet.complaint(jobs)),
                null,
                refusals.of(id, report).orElse(null),
                Turn.NOW));
    }

    private Turn turn(LoadTest test, Instant now) {
        if (!Demand.isOpen(test, now)) {
            slots.settle(test);
            return Turn.NOW;
        }
        return slots.turn(test, tests(), now);
    }

    private List<Job> jobs(LoadTest test) {
        return KeptRuns.observed(
                test, cache.values().stream().filter(Job.class::isInstance).map(Job.class::cast));
    }

    private <T extends HasMetadata> List<T> of(Class<T> kind, LoadTest test, RunId run) {
        var all = new LinkedHashMap<>(cache);
        all.putAll(own);
        return all.values().stream()
                .filter(each -> kind.isInstance(each) && Labels.areOf(each, run))
                .map(kind::cast)
                .toList();
    }

    // What it does

    private void perform(LoadTest test, Work work, Decision decision, int index) {
        if (index == decision.deeds().size()) {
            work.underway = false;
            work.failures = 0;
            slots.looked(test, true, time.instant());
            if (decision.rests()) {
                wakeNext(test.getMetadata().getUid());
            }
            long rest = decision.nextLook() == null
                    ? LONGEST_REST
                    : decision.nextLook().toMillis();
            goOn(test.getMetadata().getName(), work, Math.min(rest, LONGEST_REST));
            return;
        }
        Deed deed = decision.deeds().get(index);
        boolean remote = deed instanceof Deed.Create || deed instanceof Deed.Delete || deed instanceof Deed.WriteStatus;
        Runnable step = () -> whenGoing(() -> {
            if (dieBefore == 0) {
                kill();
                return;
            }
            dieBefore -= dieBefore > 0 ? 1 : 0;
            step(test, work, decision, index);
        });
        if (remote) {
            time.within(1, time.chance(0.02) ? 3000 : 12, step);
        } else {
            step.run();
        }
    }

    private void step(LoadTest test, Work work, Decision decision, int index) {
        try {
            if (perform(test, decision.deeds().get(index))) {
                perform(test, work, decision, index + 1);
            } else {
                perform(test, work, decision, decision.deeds().size());
            }
        } catch (KubernetesClientException e) {
            failed(test, work, e);
        }
    }

    /** @return whether the deeds after it may be done */
    private boolean perform(LoadTest test, Deed deed) {
        switch (deed) {
            case Deed.Create create -> {
                return create(create) || !create.needed();
            }
            case Deed.Delete delete -> {
                String kind = delete.kind().getSimpleName();
                server.call(() -> {
                    server.remove(new Key(kind, delete.name()));
                    return "";
                });
            }
            case Deed.WriteStatus write -> {
                LoadTest written = server.call(() -> server.writeStatus(test, write.status()));
                Key key = Key.of(test);
                HasMetadata cached = cache.get(key);
                // As the cache does it: where something came between, what was written will be heard of.
                if (cached != null
                        && cached.getMetadata()
                                .getResourceVersion()
                                .equals(test.getMetadata().getResourceVersion())) {
                    own.put(key, written);
                }
                time.log(
                        "%s writes %s: run %s %s %s %s",
                        name,
                        key.name(),
                        write.status().run() == null
                                ? "-"
                                : write.status().run().number(),
                        write.status().phase(),
                        write.status().verdict(),
                        write.status().reason());
            }
            case Deed.Open open -> collector.open(open.plan());
            case Deed.Tell tell -> {
                collector.command(tell.run(), tell.command(), tell.errands());
                String words = tell.run() + ": " + tell.command() + " " + tell.errands();
                if (!words.equals(lastTold.put(tell.run(), words))) {
                    time.log("%s tells run %s", name, words);
                }
            }
            case Deed.Close close ->
                collector.close(close.run(), test.getMetadata().getNamespace());
            case Deed.Record _, Deed.Emit _ -> {}
        }
        return true;
    }

    private boolean create(Deed.Create create) {
        HasMetadata object = world.copy(create.object());
        try {
            HasMetadata created = server.call(() -> server.create(object));
            if (created instanceof Job) {
                own.putIfAbsent(Key.of(created), created);
            }
        } catch (KubernetesClientException e) {
            if (e.getStatus() != null && "AlreadyExists".equals(e.getStatus().getReason())) {
                return true;
            }
            if (!REFUSED.contains(e.getCode())) {
                throw e;
            }
            Labels.run(object)
                    .ifPresent(run -> refusals.refused(run, Key.of(object).name(), String.valueOf(e.getMessage())));
            return false;
        }
        Labels.run(object).ifPresent(run -> refusals.made(run, Key.of(object).name()));
        return true;
    }

    // What runners say to it

    Answer receive(String pod, RunnerReport report) throws Unwanted {
        Key key = new Key("Pod", pod);
        if (!reviewed.contains(pod)) {
            boolean known = attendedSince != null && cache.containsKey(key) || !server.away && server.get(key) != null;
            if (server.away || !known) {
                throw new Unwanted(Unwanted.Kind.UNKNOWN_RUN, "the token can't be reviewed");
            }
            reviewed.add(pod);
        }
        return collector.receiveFrom(ChaosServer.NAMESPACE, report);
    }
}
