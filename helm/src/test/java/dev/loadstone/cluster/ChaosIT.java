package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.protocol.Counts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Half a minute of chance on a real cluster: operators and runners are killed, specs change, tests are deleted and asked for anew. */
@Tag("long")
class ChaosIT {
    /** Nothing is done to it: whatever becomes of the others, its numbers must be right. */
    private static final String SPARED = "spared";

    /** Each test asks the shop for something else, so that the shop counts for each. */
    private static final Map<String, String> TESTS = Map.of(
            "list", "/api/products",
            "home", "/",
            "login", "/account/login",
            "cookies", "/cookies",
            "search", "/api/products/search?q=tea",
            SPARED, "/latency/constant?ms=5");

    private static final int ACTS = 9;
    private static final int SECONDS = 12;
    private static final int RATE = 20;
    private static final Duration CALM = Duration.ofSeconds(75);

    private final Cluster cluster = Cluster.get();
    private final long seed = Long.getLong("chaos.seed", System.currentTimeMillis());
    private final Random random = new Random(seed);
    /** Uids of the pods that were ever there, by test, run and index. */
    private final Map<String, Set<String>> pods = new ConcurrentHashMap<>();

    /** Of which the runs before are forgotten. */
    private final Set<String> deleted = new HashSet<>();
    /** Who saw the cluster, and does no longer. */
    private final List<String> blind = new CopyOnWriteArrayList<>();

    private final AtomicInteger changes = new AtomicInteger();
    private final StringBuffer log = new StringBuffer("seed " + seed);

    @Test
    void noLoadStartsTwiceAndNoNumberIsWrongWhateverIsKilled() {
        try (var scene = Scene.open(cluster);
                var _ = scene.client().resources(LoadTest.class).inNamespace(scene.namespace()).watch(new Census<>());
                var _ = scene.client().pods().inNamespace(scene.namespace()).watch(new Census<>())) {
            Shop shop = scene.shop();
            TESTS.forEach((name, path) -> scene.apply(manifest(name, path, SECONDS)));
            for (int act = 0; act < ACTS; act++) {
                awaitChanges(random.nextInt(1, 15));
                act(scene);
            }
            for (String name : TESTS.keySet()) {
                if (scene.get(name) == null) {
                    scene.apply(manifest(name, TESTS.get(name), SECONDS));
                }
            }
            TESTS.keySet().forEach(name -> awaitEnd(scene, name));
            assertThat(blind).as("watches that ended, %s", log).isEmpty();
            assertThat(pods).as("%s", log).isNotEmpty().allSatisfy((seat, uids) -> assertThat(uids).as(seat).hasSize(1));
            TESTS.keySet().forEach(name -> assertTrue(scene, shop, name));
            scene.client().resources(LoadTest.class).inNamespace(scene.namespace()).delete();
            Awaiting.fact(CALM, () -> scene.jobs().isEmpty() && scene.runners().isEmpty() && scene.configMaps().isEmpty());
        } finally {
            System.out.println(log);
        }
    }

    private static String manifest(String name, String path, int seconds) {
        return Manifests.steady(name, seconds, "{metric: requestRate, min: 1/s}")
                .replace("rate: " + Manifests.RATE, "rate: " + RATE)
                .replace("/api/products", path)
                .replace("thresholds:", "runners: {count: " + (name.length() > 4 ? 1 : 2) + "}\n  thresholds:");
    }

    /** Until so much has happened, or nothing more does. */
    private void awaitChanges(int more) {
        int wanted = changes.get() + more;
        try {
            Awaiting.fact(Duration.ofSeconds(6), () -> changes.get() >= wanted);
        } catch (ConditionTimeoutException e) {
            log.append("\nall is still");
        }
    }

    private void act(Scene scene) {
        List<String> names = TESTS.keySet().stream().filter(each -> !each.equals(SPARED)).sorted().toList();
        String name = names.get(random.nextInt(names.size()));
        int what = random.nextInt(6);
        log.append("\nact ").append(what).append(what < 2 ? "" : " on " + name);
        switch (what) {
            case 0, 1 -> Operator.kill(cluster.client());
            case 2 -> killRunner(scene, name, random.nextBoolean());
            case 3 ->
                edit(scene, name, test -> test.getMetadata().getAnnotations().put(LoadTest.RUN_AT, "act-" + random.nextInt(1000)));
            case 4 -> {
                if (scene.get(name) != null) {
                    scene.apply(manifest(name, TESTS.get(name), SECONDS - 1 - random.nextInt(5)));
                }
            }
            case 5 -> {
                deleted.add(name);
                cluster.client().resources(LoadTest.class).inNamespace(scene.namespace()).withName(name).delete();
            }
            default -> throw new IllegalStateException();
        }
    }

    private void edit(Scene scene, String name, java.util.function.Consumer<LoadTest> change) {
        if (scene.get(name) != null) {
            scene.client().resources(LoadTest.class).inNamespace(scene.namespace()).withName(name).edit(test -> {
                change.accept(test);
                return test;
            });
        }
    }

    private void killRunner(Scene scene, String name, boolean gently) {
        List<Pod> there = scene.runners().stream()
                .filter(each -> name.equals(each.getMetadata().getLabels().get("loadstone.dev/test")))
                .toList();
        if (!there.isEmpty()) {
            Pod pod = there.get(random.nextInt(there.size()));
            log.append(gently ? ", gently " : ", hard ").append(pod.getMetadata().getName());
            scene.client().resource(pod).withGracePeriod(gently ? 30 : 0).delete();
        }
    }

    /** The end of the run that answers all that was asked. */
    private void awaitEnd(Scene scene, String name) {
        scene.await(name, CALM, name + " rests; " + log, status -> {
            LoadTest test = scene.get(name);
            String asked = test.getMetadata().getAnnotations().get(LoadTest.RUN_AT);
            return Scene.isTrue(status, "Finished")
                    && test.getMetadata().getGeneration().equals(status.observedGeneration())
                    && test.getMetadata().getGeneration().equals(status.run().generation())
                    && (asked == null || asked.equals(status.run().requestedAt()));
        });
    }

    /**
     * What reports tell was sent is never more than came; and just that, where each run of a test has a report of all its runners,
     * also of runs that were ended before their time.
     */
    private void assertTrue(Scene scene, Shop shop, String name) {
        LoadTestStatus status = scene.get(name).getStatus();
        List<Report> reports = reports(scene, name);
        Counts told = reports.stream().map(each -> each.totals().counts()).reduce(Counts.NONE, Counts::plus);
        String endpoint = "GET " + TESTS.get(name).replaceAll("\\?.*", "");
        long came = shop.counters().path("byEndpoint").path(endpoint).asLong();
        boolean exact = !deleted.contains(name)
                && reports.size() == status.run().number()
                && reports.stream().allMatch(Report::isWhole);
        log.append("\n%s: run %d %s, told %s, %d came%s"
                .formatted(name, status.run().number(), status.reason(), told, came, exact ? ", exact" : ""));
        assertThat(told.ended()).as("%s", log).isLessThanOrEqualTo(came);
        if (exact) {
            assertThat(came).as("%s", log).isBetween(told.ended(), told.offered() - told.dropped());
        }
        if (name.equals(SPARED)) {
            Scene.assertWhole(status);
            assertThat(exact).as("%s", log).isTrue();
            assertThat(told.ended()).as("%s", log).isEqualTo(SECONDS * RATE).isEqualTo(came);
        }
    }

    private static List<Report> reports(Scene scene, String name) {
        String uid = scene.get(name).getMetadata().getUid();
        return scene.configMaps().stream()
                .filter(each -> uid.equals(each.getMetadata().getLabels().get("loadstone.dev/test-uid")))
                .filter(each -> each.getData().containsKey("report.json"))
                .map(Report::of)
                .toList();
    }

    /** Counts what changes, and notes each pod of a runner that ever is. */
    private final class Census<T extends HasMetadata> implements Watcher<T> {
        @Override
        public void eventReceived(Action action, T object) {
            changes.incrementAndGet();
            Map<String, String> labels = object.getMetadata().getLabels();
            String index = labels == null ? null : labels.get("batch.kubernetes.io/job-completion-index");
            if (index != null) {
                String seat = labels.get("loadstone.dev/test-uid") + " run " + labels.get("loadstone.dev/run") + " runner " + index;
                pods.computeIfAbsent(seat, any -> ConcurrentHashMap.newKeySet()).add(object.getMetadata().getUid());
            }
        }

        @Override
        public void onClose(@Nullable WatcherException cause) {
            if (cause != null) {
                blind.add(cause.toString());
            }
        }
    }
}
