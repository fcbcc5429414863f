package dev.loadstone.operator.loadtest;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.operator.loadtest.ChaosServer.Key;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What goes wrong in a world, and what its users do meanwhile. */
final class ChaosFaults {
    private static final List<Long> GAPS = List.of(1500L, 6000L, 20_000L);

    private final ChaosWorld world;
    private final ChaosTime time;
    private final ChaosServer server;
    private final Random random;
    private final long gap;
    private int applied;

    ChaosFaults(ChaosWorld world) {
        this.world = world;
        this.time = world.time;
        this.server = world.server;
        this.random = time.random;
        gap = GAPS.get(random.nextInt(GAPS.size()));
        server.trouble = random.nextInt(3) == 0 ? 0.08 : 0;
        world.loss = random.nextInt(2) == 0 ? 0.05 : 0;
        world.mishaps = random.nextInt(3) == 0 ? 0.5 : 0;
    }

    void during(Duration length) {
        int tests = random.nextInt(1, 6);
        for (int each = 0; each < tests; each++) {
            apply("test-" + each);
        }
        Duration end = time.elapsed().plus(length);
        while (time.elapsed().compareTo(end) < 0) {
            time.run(Duration.ofMillis(random.nextLong(100, 2 * gap)));
            happen();
        }
    }

    private void apply(String name) {
        LoadTest test = Serialization.unmarshal(yaml(name), LoadTest.class);
        test.getMetadata().setGeneration(1L);
        test.getMetadata().setAnnotations(new HashMap<>(Map.of("applied", Integer.toString(applied++))));
        world.apply(test);
    }

    private String yaml(String name) {
        int seconds = random.nextInt(3, 26);
        boolean closed = random.nextInt(3) == 0;
        boolean abort = random.nextInt(4) == 0;
        boolean errands = random.nextInt(3) == 0;
        int runners = random.nextInt(1, 6);
        boolean parts = runners > 1 && random.nextInt(4) == 0;
        return """
                apiVersion: loadstone.dev/v1alpha1
                kind: LoadTest
                metadata: {name: %s}
                spec:
                  target: {url: "http://shop:8080"}
                  scenarios: [{name: browse, steps: [{http: {path: /}}]}]
                  load: {phases: [{name: steady, duration: %ds, %s}]}
                  thresholds:
                    - {stat: p95, max: 300ms}
                    - {name: errors, metric: errorRate, max: "2%%", abort: %s}
                  runners: {count: %d%s%s}
                  runPolicy: {startDeadline: %ds, gracefulStop: 2s%s}
                """.formatted(
                                name,
                                seconds,
                                closed ? "closed: {users: 10}" : "open: {rate: 20}",
                                abort,
                                runners,
                                parts
                                        ? ", distribution: [{name: eu, percent: 60, nodeSelector: {region: eu}},"
                                                + " {name: us, percent: 40, nodeSelector: {region: us}}]"
                                        : "",
                                sometimes(", onLoss: Continue", 4),
                                random.nextInt(8, 40),
                                sometimes(", onChange: Ignore", 4)
                                        + sometimes(", historyLimit: " + random.nextInt(3), 4)
                                        + sometimes(", activeDeadline: " + random.nextInt(5, 30) + "s", 8)
                                        + sometimes(", ttlAfterFinished: " + random.nextInt(1, 40) + "s", 5))
                + schedule()
                + (errands ? """
                          setup: {flow: prepare}
                          teardown: {flow: tidy}
                          flows:
                            - {name: prepare, steps: [{http: {method: POST, path: /orders}}]}
                            - {name: tidy, steps: [{http: {method: DELETE, path: /orders}}]}
                        """ : "");
    }

    private String sometimes(String what, int oneIn) {
        return random.nextInt(oneIn) == 0 ? what : "";
    }

    private String schedule() {
        String policy = List.of("Forbid", "Queue", "Replace").get(random.nextInt(3));
        String cron = random.nextBoolean() ? "* * * * *" : "*/2 * * * *";
        String deadline = sometimes(", startingDeadline: " + random.nextInt(5, 50) + "s", 3);
        return sometimes("  schedule: {cron: '%s', concurrencyPolicy: %s%s}\n".formatted(cron, policy, deadline), 4);
    }

    private void happen() {
        switch (random.nextInt(8)) {
            case 0, 1 -> befallOperator();
            case 2, 3 -> befallRunner();
            case 4 -> befallCluster();
            case 5 -> befallNetwork();
            case 6, 7 -> use();
            default -> throw new IllegalStateException();
        }
    }

    private Optional<ChaosOperator> anOperator() {
        return any(world.operators.stream().filter(ChaosOperator::isAlive).toList());
    }

    private <T> Optional<T> any(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    private <T> Optional<T> anyOf(Class<T> kind) {
        return any(server.all(kind).toList());
    }

    private void befallOperator() {
        switch (random.nextInt(6)) {
            case 0 -> anOperator().ifPresent(ChaosOperator::kill);
            case 1 -> anOperator().ifPresent(each -> each.dieBefore = random.nextInt(6));
            case 2 -> anOperator().ifPresent(each -> each.breakWatch(random.nextLong(500, 20_000)));
            case 3 -> anOperator().ifPresent(each -> each.holdUp(random.nextLong(100, 9000)));
            case 4, 5 -> anOperator().ifPresent(this::overlap);
            default -> throw new IllegalStateException();
        }
    }

    /** The old leader stands still until another one leads, and does not notice at once. */
    private void overlap(ChaosOperator old) {
        long still = random.nextLong(200, 20_000);
        old.holdUp(still);
        time.within(still / 2, still, () -> {
            if (world.operators.size() < 3) {
                world.replaceOperator();
            }
        });
        time.within(still + 100, still + 3000, () -> {
            if (world.operators.size() > 1 && old.isAlive()) {
                old.kill();
                world.operators.remove(old);
            }
        });
    }

    private void befallRunner() {
        Optional<Pod> some = anyOf(Pod.class);
        if (some.isEmpty()) {
            return;
        }
        Pod pod = some.get();
        String name = pod.getMetadata().getName();
        int what = random.nextInt(8);
        time.log("mishap %d of %s", what, name);
        ChaosRunner process = world.kubelet.process(name);
        switch (what) {
            case 0 -> world.kubelet.kill(name, 1, "Error");
            case 1 -> world.kubelet.kill(name, 137, "OOMKilled");
            case 2 -> world.kubelet.evict(pod);
            case 3 -> world.kubelet.delete(pod, true);
            case 4 -> world.kubelet.loseNode(name);
            case 5, 6, 7 -> {
                if (process != null) {
                    process.cutUntilMicros = time.micros() + random.nextLong(500_000, 30_000_000);
                }
            }
            default -> throw new IllegalStateException();
        }
    }

    private void befallCluster() {
        long millis = random.nextLong(500, 25_000);
        int what = random.nextInt(9);
        time.log("cluster: %d for %d ms", what, millis);
        switch (what) {
            case 0, 1 -> {
                server.away = true;
                time.after(millis, () -> server.away = false);
            }
            case 2 -> {
                server.quota = true;
                time.after(millis, () -> server.quota = false);
            }
            case 3 -> {
                world.kubelet.podQuota = true;
                time.after(millis, () -> world.kubelet.podQuota = false);
            }
            case 4 -> {
                world.kubelet.noImage = true;
                time.after(millis, () -> world.kubelet.noImage = false);
            }
            case 5 -> {
                world.kubelet.full = true;
                time.after(millis, () -> world.kubelet.full = false);
            }
            case 6 -> deleteByHand();
            case 7 -> world.bind("maxConcurrentRuns: " + (1 + random.nextInt(3)));
            case 8 -> {
                world.bind("freeze: true");
                time.after(millis, () -> world.bind(""));
            }
            default -> throw new IllegalStateException();
        }
    }

    private void deleteByHand() {
        Optional<? extends HasMetadata> some = random.nextBoolean() ? anyOf(Job.class) : anyOf(ConfigMap.class);
        some.ifPresent(each -> {
            time.log("%s is deleted by hand", Key.of(each));
            world.deletedByHand.add(each.getMetadata().getName());
            server.remove(Key.of(each));
        });
    }

    private void befallNetwork() {
        double before = world.loss;
        world.loss = random.nextDouble() * 0.6;
        time.log("%.0f %% of messages are lost", 100 * world.loss);
        time.within(500, 20_000, () -> world.loss = Math.min(before, 0.05));
    }

    private void use() {
        Optional<LoadTest> some = any(server.all(LoadTest.class)
                .filter(each -> !each.isMarkedForDeletion())
                .toList());
        if (some.isEmpty()) {
            applyAgain("test-0");
            return;
        }
        LoadTest test = some.get();
        String name = test.getMetadata().getName();
        int what = random.nextInt(7);
        time.log("user: %d of %s", what, name);
        switch (what) {
            case 0 -> server.edit(test, spec -> spec.suspended(!spec.suspend()));
            case 1, 2 -> server.annotate(test, LoadTest.RUN_AT, time.instant().toString());
            case 3 ->
                server.edit(test, spec -> Serialization.unmarshal(yaml(name), LoadTest.class)
                        .getSpec());
            case 4 -> server.annotate(test, "note", time.instant().toString());
            case 5 -> {
                server.remove(Key.of(test));
                if (random.nextBoolean()) {
                    apply(name);
                } else {
                    time.within(100, 5000, () -> applyAgain(name));
                }
            }
            case 6 -> {
                server.mark(test);
                time.within(4000, 60_000, () -> applyAgain(name));
            }
            default -> throw new IllegalStateException();
        }
    }

    private void applyAgain(String name) {
        if (server.test(name) == null) {
            apply(name);
        }
    }
}
