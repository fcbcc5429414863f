package dev.loadstone.operator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loadstone.api.v1alpha1.LoadTest;
import dev.loadstone.api.v1alpha1.LoadTestStatus;
import dev.loadstone.api.v1alpha1.RunPhase;
import dev.loadstone.operator.collect.Collector;
import dev.loadstone.operator.collect.TestClock;
import dev.loadstone.operator.observe.AuditLog;
import dev.loadstone.operator.observe.RunEvents;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.RunId;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reaches the API server when a deed is done. */
class PerformerTest {
    private static final String CONFLICT = """
            {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "Conflict", "code": 409,
             "message": "the object has been modified"}
            """;

    private static final String OLDER_DEFINITION = """
            {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 500,
             "message": "failed to create typed patch object: .status.run.planDigest: field not declared in schema"}
            """;

    private volatile boolean older;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private KubernetesClient client;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::conflict);
        server.start();
        var config = new ConfigBuilder()
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .withRequestRetryBackoffLimit(0)
                .build();
        client = new KubernetesClientBuilder().withConfig(config).build();
    }

    @AfterEach
    void close() {
        client.close();
        server.stop(0);
    }

    private void conflict(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            boolean unknown = older && body.contains("planDigest");
            byte[] answer = (unknown ? OLDER_DEFINITION : CONFLICT).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(unknown ? 500 : 409, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Test
    void aStatusThatRestsOnAnOldViewIsNotWritten() {
        var world = new World(LifecycleTest.yaml(1, "20s"), 1);
        world.untilPhase(RunPhase.RUNNING);
        LoadTest test = world.test;
        test.getMetadata().setResourceVersion("41");
        var run = Observation.runId(test, test.getStatus().run());
        var told = new Deed.Tell(run, new Answer.Start(1));
        var changes = new ArrayList<RunId>();
        var performer = new Performer(
                new Collector(new TestClock(), changes::add),
                new Silence(),
                new AuditTrail(new AuditLog(System.out, new TestClock())),
                new Refusals(),
                null);

        assertThatThrownBy(
                        () -> performer.perform(test, List.of(new Deed.WriteStatus(test.getStatus()), told), context()))
                .isInstanceOf(KubernetesClientException.class);
        assertThat(requests)
                .as("it is not tried again over what another has written")
                .singleElement()
                .satisfies(request -> {
                    assertThat(request)
                            .startsWith(
                                    "PATCH /apis/loadstone.dev/v1alpha1/namespaces/shop/loadtests/catalogue/status");
                    var sent = Serialization.unmarshal(request.substring(request.indexOf('{')), LoadTest.class);
                    assertThat(sent.getMetadata().getResourceVersion()).isEqualTo("41");
                    assertThat(sent.getMetadata().getUid())
                            .isEqualTo(test.getMetadata().getUid());
                });
    }

    @Test
    void aDefinitionThatHasNoPlaceForTheDigestGetsTheStatusWithoutIt() {
        var world = new World(LifecycleTest.yaml(1, "20s"), 1);
        world.untilPhase(RunPhase.RUNNING);
        older = true;
        assertThatThrownBy(() -> StatusPatch.write(world.test, world.test.getStatus(), context()))
                .as("the second time as any other")
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode())
                        .isEqualTo(409));
        assertThat(requests).hasSize(2).last().asString().doesNotContain("planDigest");
    }

    @SuppressWarnings("unchecked")
    private Context<LoadTest> context() {
        var controller = fake(ControllerConfiguration.class, "fieldManager", "loadstone-operator");
        return (Context<LoadTest>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getClient" -> client;
                    case "getControllerConfiguration" -> controller;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static <T> T fake(Class<T> type, String name, Object answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals(name)) {
                        return answer;
                    }
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    /** Nobody is told of anything. */
    private static final class Silence implements RunEvents {
        @Override
        public void emit(LoadTest test, String type, String reason, String note, String key) {}

        @Override
        public void ended(LoadTestStatus status) {}
    }
}
