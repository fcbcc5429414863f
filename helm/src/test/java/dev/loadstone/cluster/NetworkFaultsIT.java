package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.Outcome;
import dev.loadstone.api.v1alpha1.ResultsStatus.Source;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Packets between runners and operator that the kernel drops: before the start, in mid-run, at the end. Needs a cluster on this machine. */
@Tag("long")
class NetworkFaultsIT {
    private static final String HARMLESS = "{stat: p99, max: 20s}";
    /** Of which no second may be missing. */
    private static final String WINDOWED = "{metric: errorRate, max: \"1%\", window: 2s}";

    private static final String PAIR = "  runners: {count: 2, " + Manifests.SMALL + "}\n";
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final int NAMES = 100;

    private final Machine machine = Machine.get();
    private final Cluster cluster = Cluster.get();

    @Test
    void runnersThatAreNotHeardBeforeTheStartAreWaitedForUntilTheDeadlineAndMakeNoLoad() {
        try (var scene = Scene.open(cluster);
                var witness = Witness.of(scene)) {
            Shop shop = scene.shop();
            try (var _ = machine.cutOff(Operator.pod(cluster.client()))) {
                scene.apply(Manifests.steady("unheard", 5, HARMLESS) + PAIR + "  runPolicy: {startDeadline: 15s}\n");
                scene.apply(Manifests.steady("late", 8, WINDOWED) + PAIR);
                Fault fault = Fault.injected("network cut before the start");
                LoadTestStatus unheard = scene.awaitFinished("unheard", 1, MINUTE);
                fault.noticed(unheard.reason() + ": " + unheard.message());
                assertThat(unheard.verdict()).as(unheard.message()).isEqualTo(Outcome.ERROR);
                assertThat(unheard.reason()).isEqualTo("StartDeadlineExceeded");
                assertThat(unheard.message()).contains("0 of 2 runners were ready within 15s").contains("has not heard");
                assertThat(unheard.results()).as("no load was made").isNull();
                Awaiting.fact(MINUTE, () -> isRunning(scene.runner("late", 0)) && isRunning(scene.runner("late", 1)));
            }
            Fault mended = Fault.injected("network mended before the start deadline");
            LoadTestStatus late = scene.awaitFinished("late", 1, MINUTE);
            mended.noticed(late.reason() + ": " + late.message());
            Scene.assertWhole(late);
            assertThat(late.results().offered()).isEqualTo(8 * Manifests.RATE).isEqualTo(shop.requests());
            assertThat(witness.pods("late")).isEqualTo(2);
            assertThat(witness.pods("unheard")).isEqualTo(2);
        }
    }

    private static boolean isRunning(Pod pod) {
        return "Running".equals(pod.getStatus().getPhase());
    }

    @Test
    void aCutThatMendsChangesNoNumberAndOneThatDoesNotIsToldAtTheDeadline() {
        try (var scene = Scene.open(cluster);
                var witness = Witness.of(scene)) {
            Shop shop = scene.shop();
            Pod operator = Operator.pod(cluster.client());
            scene.apply(steady("mended", 30, "/api/products", WINDOWED));
            scene.apply(steady("delayed", 10, "/cookies", WINDOWED));
            scene.apply(steady("severed", 10, "/", HARMLESS) + "  runPolicy: {gracefulStop: 1s}\n");
            for (String name : List.of("mended", "delayed", "severed")) {
                Running.forSeconds(scene, name, 1);
            }
            try (var _ = machine.cutOff(operator, scene.runner("severed", 1))) {
                Fault severed = Fault.injected("network of a runner cut until the end");
                long until = counted(shop, "GET /api/products") + 14 * Manifests.RATE;
                Fault cut = Fault.injected("network cut for 14 s, in mid-run and over the end");
                try (var _ = machine.cutOff(operator, runners(scene, "mended", "delayed"))) {
                    Awaiting.fact(MINUTE, () -> counted(shop, "GET /api/products") >= until);
                }
                assertExact(scene.awaitFinished("delayed", 1, MINUTE), 10, counted(shop, "GET /cookies"));
                cut.noticed("mended, and the run that had ended meanwhile is judged");
                assertExact(scene.awaitFinished("mended", 1, MINUTE), 30, counted(shop, "GET /api/products"));

                LoadTestStatus status = scene.awaitFinished("severed", 1, Duration.ofSeconds(100));
                severed.noticed(status.reason() + ": " + status.message());
                assertThat(status.verdict()).as(status.message()).isEqualTo(Outcome.INCONCLUSIVE);
                assertThat(status.reason()).isEqualTo("RunDeadlineExceeded");
                assertThat(status.message()).contains("1 of 2 runners sent a final report");
                assertThat(Scene.condition(status, "ResultsComplete")).isEqualTo("False");
            }
            for (String name : List.of("mended", "delayed", "severed")) {
                assertThat(List.of(witness.jobs(name), witness.pods(name))).as(name).containsExactly(1, 2);
            }
        }
    }

    private static String steady(String name, int seconds, String path, String thresholds) {
        return Manifests.steady(name, seconds, thresholds).replace("/api/products", path) + PAIR;
    }

    private static Pod[] runners(Scene scene, String... tests) {
        return java.util.Arrays.stream(tests)
                .flatMap(test -> IntStream.range(0, 2).mapToObj(index -> scene.runner(test, index)))
                .toArray(Pod[]::new);
    }

    private static void assertExact(LoadTestStatus status, int seconds, long counted) {
        Scene.assertWhole(status);
        assertThat(status.results().source()).as("reports came").isNull();
        assertThat(status.results().offered())
                .as("%s, %s", status.message(), status.results())
                .isEqualTo(seconds * Manifests.RATE)
                .isEqualTo(counted);
        assertThat(status.results().completed()).isEqualTo(status.results().offered());
        assertThat(status.run().number()).isEqualTo(1);
    }

    @Test
    void whatRunnersLeaveThatCouldNotReportHasTheirCountsButNotEveryName() {
        Operator.set(cluster.client(), Map.of("LOADSTONE_RUNNER_LINGER", "2s"));
        try {
            Operator.awaitReady(cluster.client(), 1);
            try (var scene = Scene.open(cluster)) {
                Shop shop = scene.shop();
                scene.apply(manyNames("mute", 10));
                Running.forSeconds(scene, "mute", 3);
                try (var _ = machine.cutOff(Operator.pod(cluster.client()), runners(scene, "mute"))) {
                    Fault fault = Fault.injected("network cut until runners leave");
                    LoadTestStatus status = scene.awaitFinished("mute", 1, MINUTE);
                    fault.noticed(status.reason() + ": " + status.message());
                    assertThat(status.verdict()).as(status.message()).isEqualTo(Outcome.INCONCLUSIVE);
                    assertThat(status.reason()).isEqualTo("DetailLost");
                    assertThat(status.message()).contains("1 of 1 threshold", "2 of 2 runners could not deliver a final report");
                    assertThat(status.results().source()).isEqualTo(Source.TERMINATION_MESSAGE);
                    assertThat(status.results().offered()).isEqualTo(10 * 3 * NAMES).isEqualTo(shop.requests());
                    assertThat(status.results().completed()).isEqualTo(status.results().offered());
                }
            }
        } finally {
            Operator.set(cluster.client(), Map.of("LOADSTONE_RUNNER_LINGER", "10m"));
            Operator.awaitReady(cluster.client(), 1);
        }
    }

    /** One iteration a second of as many requests, each with a name of its own, as no termination message has room for. */
    private static String manyNames(String name, int seconds) {
        String flows = IntStream.range(0, 3).mapToObj(NetworkFaultsIT::flow).collect(Collectors.joining());
        return Manifests.steady(name, seconds, "{stat: p95, max: 20s, request: page-1-7}")
                        .replace("rate: " + Manifests.RATE, "rate: 1")
                        .replace("        - http: {name: products, path: /api/products}\n", """
                                        - call: {flow: flow-0}
                                        - call: {flow: flow-1}
                                        - call: {flow: flow-2}
                                """)
                // A busy machine must not be what it is judged by.
                + "  flows:\n" + flows + PAIR.replace("count: 2", "count: 2, onSaturation: Warn");
    }

    private static String flow(int number) {
        String steps = IntStream.range(0, NAMES)
                .mapToObj(step -> "      - http: {name: page-%d-%d, path: /api/products/%d}\n".formatted(number, step, number * NAMES + step + 1))
                .collect(Collectors.joining());
        return "    - name: flow-" + number + "\n      steps:\n" + steps;
    }

    @Test
    void aTargetThatFallsSilentIsATimeoutOfWhatIsUnderWayAndOutOfReachForWhatComesThen() {
        try (var scene = Scene.open(cluster)) {
            Shop shop = scene.shop();
            scene.apply(Manifests.steady("half-open", 15, "{metric: errorRate, max: \"1%\"}")
                    .replace("\"http://shop:8080\"", "\"http://shop:8080\", timeouts: {connect: 1s, request: 2s}"));
            Running.forSeconds(scene, "half-open", 2);
            Fault fault = Fault.injected("target out of reach for 5 s, with its connections open");
            try (var _ = machine.cutOff(shop.pod(), scene.runner("half-open", 0))) {
                int until = (int) scene.get("half-open").getStatus().progress().elapsedSeconds() + 5;
                Running.forSeconds(scene, "half-open", until);
            }
            LoadTestStatus status = scene.awaitFinished("half-open", 1, MINUTE);
            fault.noticed(status.reason() + ": " + status.message());
            assertThat(status.verdict()).as(status.message()).isEqualTo(Outcome.FAILED);
            assertThat(status.results().errors()).containsOnlyKeys("timeout", "connect");
            assertThat(status.results().offered()).isEqualTo(15 * Manifests.RATE);
            assertThat(status.results().incomplete()).isZero();
            assertThat(status.results().failed()).isGreaterThan(2 * Manifests.RATE);
            // What was on its way may have come after all, too late.
            assertThat(shop.requests()).isBetween(status.results().completed(), status.results().completed() + Manifests.RATE);
        }
    }

    private static long counted(Shop shop, String endpoint) {
        return shop.counters().path("byEndpoint").path(endpoint).asLong();
    }
}
