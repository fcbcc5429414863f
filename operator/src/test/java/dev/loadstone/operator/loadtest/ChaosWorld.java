package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.operator.policy.Bounds;
import dev.loadstone.operator.policy.PolicyManifests;
import dev.loadstone.protocol.RunId;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cluster with some tests, their runners and one operator or two, in which things go wrong for a while. */
final class ChaosWorld {
    /** All deadlines of a run together, and what one operator after the other may add. */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(16);

    private final long seed;
    final ChaosTime time;
    final ChaosServer server;
    final ChaosRules rules;
    final ChaosKubelet kubelet;
    final List<ChaosOperator> operators = new ArrayList<>();
    final Set<String> deletedByHand = new HashSet<>();
    /** How many messages between runners and operators are lost, held up, or sent twice. */
    double loss;
    /** How much goes wrong by itself in runners. */
    double mishaps;

    /** Runs that an operator lets be under way at one time; 0 for any number. */
    final int limit;

    /** What the tests' namespace is bound by. */
    Bounds bounds = Bounds.NONE;

    /** When there were last several operators that each took itself for the only one. */
    Instant contended = Instant.MIN;

    private int operatorsMade;

    ChaosWorld(long seed) {
        this.seed = seed;
        time = new ChaosTime(seed);
        limit = time.random.nextInt(4);
        server = new ChaosServer(time);
        rules = new ChaosRules(this);
        kubelet = new ChaosKubelet(this);
        replaceOperator();
    }

    /** Some minutes of faults, then a calm in which all comes to its end, and a night after which nothing is left. */
    void live(Duration faulty) {
        new ChaosFaults(this).during(faulty);
        calmDown();
        // What was deleted is applied again by then.
        time.run(Duration.ofMinutes(1));
        rules.inCalm(Duration.ofMinutes(3));
        endSchedules();
        boolean settled = rules.inCalm(LONGEST_LIFE);
        if (!settled) {
            throw new AssertionError("a test does not come to rest" + this);
        }
        time.run(Duration.ofMinutes(1));
        int writes = server.writes;
        time.run(Duration.ofMinutes(20));
        if (server.writes != writes) {
            throw new AssertionError("tests that rest cost " + (server.writes - writes) + " writes" + this);
        }
        server.all(LoadTest.class).forEach(rules::checkResting);
        leaveNothing();
    }

    private void leaveNothing() {
        time.run(Duration.ofHours(26));
        List<HasMetadata> left = server.list().stream()
                .filter(each -> each instanceof Pod || each instanceof Job)
                .toList();
        if (!left.isEmpty()) {
            throw new AssertionError("a day after the last run there are " + names(left) + this);
        }
        long open =
                operators.stream().mapToLong(each -> each.collector.openRuns()).sum();
        if (open > 0) {
            throw new AssertionError(open + " runs are listened to of which none is under way" + this);
        }
        server.all(LoadTest.class).toList().forEach(each -> server.remove(ChaosServer.Key.of(each)));
        time.run(Duration.ofMinutes(5));
        if (!server.list().isEmpty()) {
            throw new AssertionError("of deleted tests there are " + names(server.list()) + this);
        }
    }

    private static String names(List<HasMetadata> objects) {
        return objects.stream().map(each -> ChaosServer.Key.of(each).toString()).collect(Collectors.joining(", "));
    }

    private void calmDown() {
        time.log("calm");
        server.away = false;
        server.quota = false;
        server.trouble = 0;
        kubelet.podQuota = false;
        kubelet.noImage = false;
        kubelet.full = false;
        loss = 0;
        mishaps = 0;
        bind("maxConcurrentRuns: " + (1 + time.random.nextInt(3)));
        while (operators.size() > 1) {
            operators.removeFirst().kill();
        }
        revive();
        operators.getFirst().dieBefore = -1;
        server.all(LoadTest.class)
                .filter(each -> each.getSpec().suspend() && !each.isMarkedForDeletion())
                .toList()
                .forEach(each -> server.edit(each, spec -> spec.suspended(false)));
    }

    /** So that there is an end; who waited for a time is run now. */
    private void endSchedules() {
        server.all(LoadTest.class)
                .filter(each -> each.getSpec().schedule() != null && !each.isMarkedForDeletion())
                .toList()
                .forEach(each -> server.edit(each, LoadTestSpec::timeless));
    }

    /** By the namespace's policy; 0 for any number. */
    int namespaceLimit() {
        return bounds.maxConcurrentRuns().map(each -> (int) each.most()).orElse(0);
    }

    void bind(String policy) {
        time.log("policy: %s", policy);
        bounds = Bounds.of(Stream.of(PolicyManifests.policy("tenants", policy)), Map.of(), List.of());
        operators.forEach(ChaosOperator::wakeAll);
    }

    boolean isSettled() {
        return server.all(LoadTest.class).allMatch(ChaosWorld::rests);
    }

    private static boolean rests(LoadTest test) {
        LoadTestStatus status = test.getStatus();
        return status != null
                && status.run() != null
                && !Observation.isLive(status.run())
                && Trigger.of(test).isEmpty()
                && Objects.equals(
                        status.observedGeneration(), test.getMetadata().getGeneration());
    }

    /** Where a push of a runner arrives; null where it is refused at once. */
    @Nullable
    ChaosOperator listening() {
        List<ChaosOperator> there = operators.stream()
                .filter(each -> each.isListening() && !each.isHeldUp())
                .toList();
        return there.isEmpty() ? null : there.get(time.random.nextInt(there.size()));
    }

    /** Some operator is always there again after a while. */
    void revive() {
        if (operators.stream().noneMatch(ChaosOperator::isAlive)) {
            replaceOperator();
        }
    }

    void replaceOperator() {
        operators.removeIf(each -> !each.isAlive());
        operators.add(new ChaosOperator(this, "operator-" + operatorsMade++));
        contended = operators.size() > 1 ? time.instant() : contended;
    }

    /** The share of requests that fail in a run. */
    double errors(RunId run) {
        return new Random(seed ^ run.hashCode()).nextInt(3) == 0 ? 0.3 : 0;
    }

    void apply(LoadTest test) {
        server.put(test);
        time.log(
                "%s is applied, uid %s",
                test.getMetadata().getName(), test.getMetadata().getUid());
    }

    /** A server keeps what it is given, and nobody who gave it changes it later. */
    HasMetadata copy(HasMetadata object) {
        return switch (object) {
            case Job job -> new JobBuilder(job).build();
            case ConfigMap map -> new ConfigMapBuilder(map).build();
            default -> throw new IllegalArgumentException("a " + object.getKind());
        };
    }

    @Override
    public String toString() {
        return "\nseed " + seed + ", after " + time.elapsed() + "; run it again with -Dchaos.seed=" + seed
                + "\n" + time.lastEvents() + "\n"
                + server.all(LoadTest.class).map(ChaosWorld::summary).collect(Collectors.joining("\n"));
    }

    private static String summary(LoadTest test) {
        LoadTestStatus status = test.getStatus();
        return "%s generation %d, suspended %s, annotations %s: %s"
                .formatted(
                        test.getMetadata().getName(),
                        test.getMetadata().getGeneration(),
                        test.getSpec().suspend(),
                        test.getMetadata().getAnnotations(),
                        status == null
                                ? "no status"
                                : "generation %d, %s, %s, %s, %s, %s"
                                        .formatted(
                                                status.observedGeneration(),
                                                status.phase(),
                                                status.verdict(),
                                                status.reason(),
                                                status.message(),
                                                status.run()));
    }
}
