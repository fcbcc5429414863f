package dev.loadstone.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestSpec;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OperatorMetersTest {
    private static LoadTestStatus status(String json) {
        return Serialization.unmarshal(json, LoadTestStatus.class);
    }

    private static LoadTest test(String status) {
        return Serialization.unmarshal("{\"status\": " + status + "}", LoadTest.class);
    }

    private static LoadTest queued(String since, boolean suspended) {
        LoadTest test = test("""
                {"phase": "Queued", "queue": {"place": 1, "waiting": 2, "underWay": 1, "since": "%s", "trigger": "SpecChanged"}}
                """.formatted(since));
        test.setSpec(Serialization.unmarshal("{\"suspend\": " + suspended + "}", LoadTestSpec.class));
        return test;
    }

    @Test
    void countsStartsThatWereMissed() {
        try (var meters = new OperatorMeters(MetricsConfig.DEFAULT, System::nanoTime)) {
            assertThat(meters.scrape()).as("an increase needs a start").contains("loadstone_starts_missed_total 0.0");
            meters.missed();
            assertThat(meters.scrape()).contains("loadstone_starts_missed_total 1.0");
        }
    }

    @Test
    void countsRunsByVerdictAndReason() {
        try (var meters = new OperatorMeters(MetricsConfig.DEFAULT, System::nanoTime)) {
            meters.ended(status("{\"verdict\": \"Failed\", \"reason\": \"ThresholdsFailed\"}"));
            meters.ended(status("{\"verdict\": \"Failed\", \"reason\": \"ThresholdsFailed\"}"));
            assertThat(meters.scrape())
                    .contains("loadstone_runs_total{verdict=\"failed\"} 2.0")
                    .contains("loadstone_runs_total{verdict=\"error\"} 0.0")
                    .contains("loadstone_run_reasons_total{reason=\"ThresholdsFailed\",verdict=\"failed\"} 2.0");
        }
    }

    @Test
    void tellsHowLateReportsWereTakenIn() {
        try (var meters = new OperatorMeters(MetricsConfig.DEFAULT, System::nanoTime)) {
            meters.merged(40_000);
            meters.merged(20_000_000);
            assertThat(meters.scrape())
                    .contains("loadstone_push_lag_seconds_bucket{le=\"0.1\"} 1")
                    .contains("loadstone_push_lag_seconds_bucket{le=\"30.0\"} 2")
                    .contains("loadstone_push_lag_seconds_count 2");
        }
    }

    @Test
    void countsTestsByPhaseAndTellsOfTheRunThatWaitsTheLongest() {
        var now = Clock.fixed(Instant.parse("2026-03-01T10:05:00Z"), ZoneOffset.UTC);
        var tests = List.of(
                test("{\"phase\": \"Arming\", \"run\": {\"number\": 1, \"createdAt\": \"2026-03-01T10:04:50Z\"}}"),
                test("{\"phase\": \"Scheduling\", \"run\": {\"number\": 1, \"createdAt\": \"2026-03-01T10:03:00Z\"}}"),
                queued("2026-03-01T10:04:00Z", false),
                queued("2026-03-01T09:05:00Z", false),
                queued("2026-03-01T08:05:00Z", true),
                test("{\"phase\": \"Running\", \"run\": {\"number\": 1, \"createdAt\": \"2026-03-01T08:00:00Z\"}}"),
                new LoadTest());
        try (var meters = new OperatorMeters(MetricsConfig.DEFAULT, System::nanoTime)) {
            new Backlog(tests::stream, now).register(meters.registry());
            assertThat(meters.scrape())
                    .contains("loadstone_tests{phase=\"running\"} 1.0")
                    .contains("loadstone_tests{phase=\"finished\"} 0.0")
                    .contains("loadstone_runs_longest_start_seconds 120.0")
                    .contains("loadstone_queue_longest_wait_seconds 3600.0");
        }
    }

    @Test
    void sendsTheSameByOtlpToWhomItIsTold() throws Exception {
        var received = new CompletableFuture<String>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/metrics", exchange -> {
            try (exchange) {
                received.complete(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/metrics";
            MetricsConfig config = MetricsConfig.parse(Map.of(
                    "LOADSTONE_OTLP_ENDPOINT", url,
                    "POD_NAME", "loadstone-7",
                    "OPERATOR_NAMESPACE", "load-system",
                    "OTEL_RESOURCE_ATTRIBUTES", "cluster=blue, service.name=load"));
            assertThat(config.otlpResource().attributes()).containsEntry("service.name", "load");
            var meters = new OperatorMeters(config, System::nanoTime);
            meters.merged(1000);
            assertThat(meters.scrape()).contains("loadstone_push_lag_seconds_count 1");
            meters.close();
            assertThat(received.get(30, TimeUnit.SECONDS))
                    .contains("loadstone.push.lag")
                    .contains("loadstone.runs")
                    .contains("inconclusive")
                    .contains("service.name", "service.instance.id", "loadstone-7", "load-system", "blue");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aWrongSettingIsNamed() {
        assertThatThrownBy(() -> MetricsConfig.parse(Map.of("LOADSTONE_OTLP_ENDPOINT", "collector:4317")))
                .hasMessageContaining("LOADSTONE_OTLP_ENDPOINT")
                .hasMessageContaining("collector:4317");
        assertThatThrownBy(() -> MetricsConfig.parse(Map.of("LOADSTONE_TEST_METRICS", "yes")))
                .hasMessageContaining("LOADSTONE_TEST_METRICS");
        assertThatThrownBy(() -> MetricsConfig.parse(Map.of("LOADSTONE_OTLP_INTERVAL_SECONDS", "0")))
                .hasMessageContaining("1 to 9999");
        assertThat(MetricsConfig.parse(Map.of())).isEqualTo(MetricsConfig.DEFAULT);
    }
}
