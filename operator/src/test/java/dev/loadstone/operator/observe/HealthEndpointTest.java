package dev.loadstone.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.operator.collect.Collector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthEndpointTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean hears = new AtomicBoolean(true);
    private final OperatorHealth health = new OperatorHealth(Duration.ofSeconds(45), nanos::get);
    private final OperatorMeters meters = new OperatorMeters(MetricsConfig.DEFAULT, nanos::get);
    private final HttpClient client = HttpClient.newHttpClient();
    private HealthEndpoint endpoint;

    @BeforeEach
    void start() throws Exception {
        endpoint = HealthEndpoint.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), health, meters::scrape);
    }

    @AfterEach
    void stop() {
        client.close();
        endpoint.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        var uri = URI.create("http://localhost:" + endpoint.port() + path);
        return client.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void aCandidateIsReadyAndLiveAsLongAsItLooksAtTheLease() throws Exception {
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        pass(Duration.ofSeconds(40));
        health.leaseLookedAt();
        pass(Duration.ofSeconds(40));
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        pass(Duration.ofSeconds(6));
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/livez").body()).contains("46 s");
    }

    @Test
    void aLeaderThatHearsNothingIsUnreadyAtOnceAndDeadAfterTwoMinutes() throws Exception {
        health.leads(hears::get);
        hears.set(false);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        for (int probe = 0; probe < 12; probe++) {
            assertThat(get("/livez").statusCode()).as("probe %d", probe).isEqualTo(200);
            pass(Duration.ofSeconds(10));
            health.leaseLookedAt();
        }
        pass(Duration.ofSeconds(1));
        assertThat(get("/livez").statusCode()).isEqualTo(503);
        hears.set(true);
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        hears.set(false);
        assertThat(get("/livez").statusCode()).as("counts from anew").isEqualTo(200);
    }

    @Test
    void showsTheMetricsAndNothingElse() throws Exception {
        meters.watch(new Collector(Clock.systemUTC(), run -> {}), health);
        assertThat(get("/metrics").body())
                .contains("loadstone_runs_total{verdict=\"passed\"} 0.0")
                .contains("loadstone_leader 0.0")
                .contains("loadstone_runs_live 0.0");
        health.leads(hears::get);
        assertThat(get("/metrics").body()).contains("loadstone_leader 1.0").contains("loadstone_informers_synced 1.0");
        hears.set(false);
        assertThat(get("/metrics").body()).contains("loadstone_informers_synced 0.0");
        assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
    }
}
