package dev.loadstone.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loadstone.operator.policy.Bounds;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known of a namespace whose labels can be read, and then can't be. */
class ClusterPoliciesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String POLICIES = """
            {"apiVersion": "loadstone.dev/v1alpha1", "kind": "LoadTestPolicyList", "metadata": {"resourceVersion": "7"},
             "items": [{"apiVersion": "loadstone.dev/v1alpha1", "kind": "LoadTestPolicy", "metadata": {"name": "tenants", "uid": "u"},
                        "spec": {"namespaceSelector": {"matchLabels": {"tier": "tenant"}}, "maxRunners": 2}}]}
            """;
    private static final String NAMESPACE = """
            {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop", "labels": {"tier": "tenant"}}}
            """;
    private static final String FORBIDDEN = """
            {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "Forbidden", "code": 403,
             "message": "namespaces \\"shop\\" is forbidden"}
            """;

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean forbidden;
    private HttpServer server;
    private KubernetesClient client;
    private ClusterPolicies policies;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/apis/loadstone.dev/v1alpha1/loadtestpolicies", this::policies);
        server.createContext(
                "/api/v1/namespaces/shop",
                exchange -> answer(exchange, forbidden ? 403 : 200, forbidden ? FORBIDDEN : NAMESPACE));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        client = ClusterClient.connect(new ConfigBuilder()
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .withOnlyHttpWatches(true)
                .build());
        policies = new ClusterPolicies(client, List.of(), () -> {});
    }

    @AfterEach
    void close() {
        over.countDown();
        policies.close();
        client.close();
        server.stop(0);
    }

    /** A watch that never has news. */
    private void policies(HttpExchange exchange) throws IOException {
        if (!String.valueOf(exchange.getRequestURI().getQuery()).contains("watch=true")) {
            answer(exchange, 200, POLICIES);
            return;
        }
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] json = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, json.length);
            exchange.getResponseBody().write(json);
        }
    }

    private Bounds after(Duration time) {
        return policies.of("shop", NOON.plus(time));
    }

    @Test
    void whatWasNeverReadIsInDoubtUntilItIs() {
        forbidden = true;
        assertThat(after(Duration.ZERO).doubt())
                .isEqualTo("the labels of namespace shop can't be read: namespaces \"shop\" is forbidden");
        forbidden = false;
        assertThat(after(Duration.ofSeconds(6)).doubt()).isNull();
        assertThat(after(Duration.ofSeconds(6)).names()).containsExactly("tenants");
    }

    @Test
    void whatWasReadALittleAgoHoldsAndBindsWhatRunsForGood() {
        assertThat(after(Duration.ZERO).names()).containsExactly("tenants");
        forbidden = true;
        assertThat(after(Duration.ofMinutes(9)).doubt()).isNull();
        assertThat(after(Duration.ofMinutes(11)).doubt()).contains("is forbidden");
        assertThat(after(Duration.ofMinutes(11)).names()).containsExactly("tenants");
    }
}
