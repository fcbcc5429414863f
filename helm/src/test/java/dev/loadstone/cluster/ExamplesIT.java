package dev.loadstone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.api.v1alpha1.GroupStatus;
import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestPolicy;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.MetricStatus;
import dev.loadstone.api.v1alpha1.RequestStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example, submitted as it stands: what it reports is what the shop counted, to the request. */
class ExamplesIT {
    /** What else must be true of an example, by its file. */
    private static final Map<String, BiConsumer<LoadTestStatus, JsonNode>> FACTS = Map.ofEntries(
            Map.entry("journey.yaml", ExamplesIT::journey),
            Map.entry("weighted.yaml", ExamplesIT::weighted),
            Map.entry("arrivals.yaml", ExamplesIT::arrivals),
            Map.entry("stress.yaml", (status, shop) -> assertThat(status.results().offered()).isEqualTo(4 * 750)),
            Map.entry("soak.yaml", ExamplesIT::soak),
            Map.entry("overlap.yaml", ExamplesIT::overlap),
            Map.entry("batch.yaml", ExamplesIT::batch),
            Map.entry("form-login.yaml", ExamplesIT::formLogin),
            Map.entry("data-driven.yaml", ExamplesIT::dataDriven),
            Map.entry("gateway.yaml", ExamplesIT::gateway),
            Map.entry("https.yaml", ExamplesIT::https),
            Map.entry("stocktaking.yaml", ExamplesIT::stocktaking),
            Map.entry("seasons.yaml", ExamplesIT::seasons),
            Map.entry("budgets.yaml", (status, shop) -> assertThat(status.thresholds()).hasSize(10)),
            Map.entry("metrics.yaml", ExamplesIT::metrics),
            Map.entry("nightly.yaml", ExamplesIT::nightly));

    /** Submitted by {@link RunIT}, with facts of their own. */
    private static final Set<String> ELSEWHERE = Set.of("smoke.yaml", "spike.yaml", "quickstart.yaml");

    /** Requests that are in no result: of the setup and the teardown. */
    private static final Map<String, Long> UNMEASURED = Map.of("seasons.yaml", 2L);

    private final Cluster cluster = Cluster.get();

    static Stream<String> files() {
        return FACTS.keySet().stream().sorted();
    }

    @Test
    void everyExampleIsSubmitted() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../examples"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(FACTS.keySet().stream(), ELSEWHERE.stream()).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void exampleReportsExactlyWhatTheShopCounted(String file) {
        try (var scene = Scene.open(cluster)) {
            if (file.equals("https.yaml")) {
                scene.secret("shop-tls", certificates());
            }
            Shop shop = scene.shop();
            // The shop counts a warm-up too, so it is measured here like the rest.
            LoadTest test = scene.apply(Scene.example(file).replace("warmup: true, ", ""));
            String name = test.getMetadata().getName();
            if (test.getSpec().schedule() != null) {
                runNow(scene, name);
            }
            LoadTestStatus status = scene.awaitFinished(name, 1, Duration.ofSeconds(120));
            JsonNode counters = shop.counters();

            Scene.assertWhole(status);
            assertThat(status.results().completed()).as(status.message()).isEqualTo(status.results().offered());
            assertThat(counters.path("requests").asLong())
                    .as("%s", counters)
                    .isEqualTo(status.results().offered()
                            + status.results().redirects()
                            + UNMEASURED.getOrDefault(file, 0L));
            FACTS.get(file).accept(status, counters);
        }
    }

    /** One with a schedule, which does nothing before its time. */
    private static void runNow(Scene scene, String name) {
        LoadTestStatus waits = scene.await(
                name, Duration.ofSeconds(20), "Scheduled", status -> status.phase() == RunPhase.SCHEDULED);
        assertThat(waits.message()).isEqualTo("The next run is due at " + waits.schedule().nextRunAt() + ".");
        assertThat(Scene.isTrue(waits, "Ready")).isTrue();
        scene.client().resources(LoadTest.class).inNamespace(scene.namespace()).withName(name).edit(each -> {
            each.getMetadata().setAnnotations(Map.of(LoadTest.RUN_AT, "now"));
            return each;
        });
    }

    @Test
    void thePolicyIsTakenAsItIsWritten() {
        try (var scene = Scene.open(cluster)) {
            var policy = Serialization.unmarshal(Scene.example("policies/team-a.yaml"), LoadTestPolicy.class);
            try {
                LoadTestPolicy taken = scene.client().resource(policy).serverSideApply();
                assertThat(taken.getSpec()).isEqualTo(policy.getSpec());
            } finally {
                scene.client().resource(policy).delete();
            }
        }
    }

    /** As the example's first lines say. */
    private static Path certificates() {
        try {
            Path folder = Files.createTempDirectory("shop-tls");
            Shell.run("../examples/shop/certificates " + folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void journey(LoadTestStatus status, JsonNode shop) {
        assertThat(count(status, "login")).isEqualTo(endpoint(shop, "POST /api/auth/login"));
        assertThat(shop.at("/logins/repeated").asLong()).as("who signs in stays signed in").isZero();
        assertThat(count(status, "order")).isEqualTo(endpoint(shop, "POST /api/orders")).isPositive();
        assertThat(count(status, "product")).isEqualTo(endpoint(shop, "GET /api/products/{id}"));
        assertThat(status.results().groups()).extracting(GroupStatus::name).contains("browse");
        // Three of ten, within four standard deviations.
        double iterations = count(status, "product");
        assertThat(count(status, "order") / iterations)
                .isBetween(0.3 - 4 * Math.sqrt(0.21 / iterations), 0.3 + 4 * Math.sqrt(0.21 / iterations));
    }

    private static void weighted(LoadTestStatus status, JsonNode shop) {
        assertThat(status.results().iterations().offered()).isEqualTo(400);
        assertThat(count(status, "review")).isEqualTo(endpoint(shop, "POST /api/reviews")).isBetween(16L, 64L);
        assertThat(count(status, "list")).isEqualTo(count(status, "product"));
    }

    private static void arrivals(LoadTestStatus status, JsonNode shop) {
        assertThat(count(status, "search")).isEqualTo(endpoint(shop, "GET /api/products/search"));
        assertThat(status.results().checksFailed()).isZero();
    }

    private static void soak(LoadTestStatus status, JsonNode shop) {
        assertThat(count(status, "list")).as("20 users, twice a second, for 20 s").isBetween(760L, 820L);
        assertThat(count(status, "list")).isEqualTo(endpoint(shop, "GET /api/products"));
    }

    private static void overlap(LoadTestStatus status, JsonNode shop) {
        assertThat(count(status, "crawl")).isEqualTo(180).isEqualTo(endpoint(shop, "GET /api/products/{id}"));
        assertThat(count(status, "sale")).isEqualTo(endpoint(shop, "GET /api/products/search"));
        assertThat(count(status, "list")).isEqualTo(endpoint(shop, "GET /api/products"));
    }

    private static void batch(LoadTestStatus status, JsonNode shop) {
        assertThat(count(status, "style")).isEqualTo(count(status, "home"));
        assertThat(count(status, "picture")).isEqualTo(count(status, "home"));
        assertThat(count(status, "list")).as("three pages each").isEqualTo(3 * count(status, "home"));
        assertThat(count(status, "related")).as("three products each").isEqualTo(3 * count(status, "home"));
        assertThat(count(status, "related")).isEqualTo(endpoint(shop, "GET /api/products/{id}/related"));
    }

    private static void formLogin(LoadTestStatus status, JsonNode shop) {
        assertThat(shop.at("/logins/distinct").asLong()).isEqualTo(10);
        assertThat(shop.at("/logins/repeated").asLong()).isZero();
        assertThat(status.results().redirects()).as("one for each that signed in").isEqualTo(10);
        assertThat(count(status, "sign-out")).isEqualTo(10);
    }

    private static void dataDriven(LoadTestStatus status, JsonNode shop) {
        assertThat(shop.at("/logins/distinct").asLong()).isEqualTo(60);
        assertThat(shop.at("/logins/repeated").asLong()).isZero();
        assertThat(status.runners().reported()).isEqualTo(3);
        assertThat(status.results().offered()).isEqualTo(120);
    }

    private static void gateway(LoadTestStatus status, JsonNode shop) {
        assertThat(count(status, "stats")).as("six clerks, three rounds").isEqualTo(18);
        assertThat(shop.at("/byProtocol/http~11.1").asLong()).isEqualTo(18);
        assertThat(shop.at("/byProtocol/h2").asLong()).isEqualTo(count(status, "list") + count(status, "product"));
    }

    private static void https(LoadTestStatus status, JsonNode shop) {
        assertThat(shop.at("/byProtocol/h2").asLong()).isEqualTo(status.results().offered()).isPositive();
        assertThat(status.results().checksFailed()).as("HTTP/2, and a client that is known").isZero();
        assertThat(status.runners().reported()).isEqualTo(2);
    }

    private static void stocktaking(LoadTestStatus status, JsonNode shop) {
        assertThat(count(status, "item")).isEqualTo(12).isEqualTo(endpoint(shop, "GET /api/products/{id}"));
        assertThat(status.runners().desired()).as("as the load needs").isEqualTo(1);
    }

    private static void seasons(LoadTestStatus status, JsonNode shop) {
        assertThat(shop.at("/seasons/created").asLong()).isEqualTo(1);
        assertThat(shop.at("/seasons/deleted").asLong()).isEqualTo(1);
        assertThat(shop.at("/seasons/open").asLong()).isZero();
        assertThat(shop.at("/seasons/searches").asLong()).isEqualTo(status.results().offered()).isEqualTo(180);
    }

    private static void nightly(LoadTestStatus status, JsonNode shop) {
        assertThat(status.run().trigger()).isEqualTo("RunAt");
        assertThat(status.schedule().nextRunAt()).as("two o'clock in Berlin").matches(".*T0[01]:00:00Z");
        assertThat(status.schedule().lastScheduledAt()).as("no time has come yet").isNull();
        assertThat(status.runners().reported()).isEqualTo(2);
        assertThat(count(status, "list")).isEqualTo(endpoint(shop, "GET /api/products"));
    }

    private static void metrics(LoadTestStatus status, JsonNode shop) {
        Map<String, MetricStatus> metrics =
                status.results().metrics().stream().collect(Collectors.toMap(MetricStatus::name, each -> each));
        assertThat(metrics).containsOnlyKeys("found", "hit", "sold", "answer-ms");
        assertThat(metrics.get("found").samples()).isEqualTo(count(status, "search"));
        assertThat(metrics.get("sold").samples())
                .isEqualTo(count(status, "order"))
                .isEqualTo(endpoint(shop, "POST /api/orders"));
    }

    private static long endpoint(JsonNode shop, String endpoint) {
        return shop.path("byEndpoint").path(endpoint).asLong();
    }

    private static long count(LoadTestStatus status, String request) {
        return status.results().requests().stream()
                .filter(each -> each.name().equals(request))
                .mapToLong(RequestStatus::count)
                .sum();
    }
}
