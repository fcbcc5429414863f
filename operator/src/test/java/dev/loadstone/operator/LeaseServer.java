package dev.loadstone.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An API server that knows one lease, and refuses whoever would overwrite a version that he has not seen. */
final class LeaseServer implements AutoCloseable {
    final List<String> calls = new ArrayList<>();
    /** Of the next answers. */
    int failing;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private @Nullable ObjectNode lease;
    private int version;

    LeaseServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** One that asks once, as the election's does. */
    KubernetesClient client() {
        var once = new RequestConfigBuilder().withRequestRetryBackoffLimit(0).build();
        return ClusterClient.connect(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .build())
                .newClient(once)
                .adapt(KubernetesClient.class);
    }

    /** What was asked since the last question. */
    synchronized List<String> takeCalls() {
        var taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    synchronized void heldBy(String holder) {
        lease.withObject("/spec").put("holderIdentity", holder);
        identify();
    }

    synchronized void delete() {
        lease = null;
    }

    private void identify() {
        lease.withObject("/metadata").put("name", "loadstone").put("resourceVersion", Integer.toString(++version));
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.add(exchange.getRequestMethod());
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (failing > 0) {
                failing--;
                send(exchange, 503, json.createObjectNode());
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "POST" -> {
                    lease = (ObjectNode) json.readTree(body);
                    identify();
                    send(exchange, 201, lease);
                }
                case "PATCH" -> patch(exchange, (ObjectNode) json.readTree(body));
                default -> send(exchange, lease == null ? 404 : 200, lease == null ? json.createObjectNode() : lease);
            }
        }
    }

    private void patch(HttpExchange exchange, ObjectNode change) throws IOException {
        boolean seen =
                lease != null && lease.at("/metadata/resourceVersion").equals(change.at("/metadata/resourceVersion"));
        if (seen) {
            lease.set("spec", change.get("spec"));
            identify();
        }
        send(exchange, seen ? 200 : lease == null ? 404 : 409, seen ? lease : json.createObjectNode());
    }

    private void send(HttpExchange exchange, int status, ObjectNode object) throws IOException {
        byte[] bytes = json.writeValueAsBytes(object);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
