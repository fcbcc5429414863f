package dev.loadstone.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** As much of an API server as the operator's first minute needs: it keeps objects by path, and answers watches with silence. */
final class TrainingCluster implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final ConcurrentMap<String, ObjectNode> objects = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;

    TrainingCluster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void put(String path, String object) throws IOException {
        objects.put(path, (ObjectNode) json.readTree(object));
    }

    /** @return what is kept at this path, or a missing node */
    JsonNode get(String path) {
        ObjectNode object = objects.get(path);
        return object == null ? json.missingNode() : object;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            if (query.contains("watch=true")) {
                watch(exchange);
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "GET" -> read(exchange, path);
                case "POST" -> {
                    ObjectNode object = body(exchange);
                    send(
                            exchange,
                            201,
                            keep(path + "/" + object.at("/metadata/name").asText(), object));
                }
                case "DELETE" -> send(exchange, 200, json.createObjectNode());
                default -> send(exchange, 200, keep(path.replaceFirst("/status$", ""), body(exchange)));
            }
        }
    }

    /** A refused upgrade to a WebSocket makes the client watch by plain HTTP. */
    private void watch(HttpExchange exchange) throws IOException {
        boolean upgrade = exchange.getRequestHeaders().containsKey("Upgrade");
        exchange.sendResponseHeaders(200, upgrade ? -1 : 0);
        if (!upgrade) {
            try {
                exchange.getResponseBody().flush();
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void read(HttpExchange exchange, String path) throws IOException {
        ObjectNode object = objects.get(path);
        if (object != null) {
            send(exchange, 200, object);
        } else if (path.matches(".*/(loadtests|loadtestpolicies|jobs|pods|events)")) {
            var list = json.createObjectNode();
            list.putObject("metadata").put("resourceVersion", "1");
            var items = list.putArray("items");
            objects.forEach((each, item) -> {
                if (each.startsWith(path + "/")) {
                    items.add(item);
                }
            });
            send(exchange, 200, list);
        } else {
            send(exchange, 404, json.createObjectNode().put("kind", "Status").put("code", 404));
        }
    }

    private ObjectNode body(HttpExchange exchange) throws IOException {
        return (ObjectNode) json.readTree(exchange.getRequestBody().readAllBytes());
    }

    /** Takes what is there of the object, other than its identity, from the change. */
    private ObjectNode keep(String path, ObjectNode change) {
        return objects.merge(path, identified(change), (before, after) -> {
            ObjectNode merged = before.deepCopy();
            after.remove("metadata");
            merged.setAll(after);
            return merged;
        });
    }

    private static ObjectNode identified(ObjectNode object) {
        object.withObject("/metadata").put("uid", "training").put("resourceVersion", "1");
        return object;
    }

    private void send(HttpExchange exchange, int status, JsonNode object) throws IOException {
        byte[] bytes = json.writeValueAsBytes(object);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
