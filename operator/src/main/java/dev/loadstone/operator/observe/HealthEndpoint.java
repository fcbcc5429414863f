package dev.loadstone.operator.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Answers the kubelet and Prometheus over plain HTTP: {@code /livez}, {@code /readyz} and {@code /metrics}. */
public final class HealthEndpoint implements AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;
    private static final int BACKLOG = 32;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HealthEndpoint(HttpServer server) {
        this.server = server;
    }

    public static HealthEndpoint listen(InetSocketAddress address, OperatorHealth health, Supplier<String> metrics)
            throws IOException {
        var endpoint = new HealthEndpoint(HttpServer.create(address, BACKLOG));
        endpoint.server.createContext("/", exchange -> answer(exchange, health, metrics));
        endpoint.server.setExecutor(endpoint.threads);
        endpoint.server.start();
        return endpoint;
    }

    private static void answer(HttpExchange exchange, OperatorHealth health, Supplier<String> metrics)
            throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/livez" -> state(exchange, health.dead());
                case "/readyz" -> state(exchange, health.unready());
                case "/metrics" -> send(exchange, OK, "text/plain; version=0.0.4; charset=utf-8", metrics.get());
                default -> send(exchange, NOT_FOUND, "text/plain", "there are /livez, /readyz and /metrics\n");
            }
        }
    }

    private static void state(HttpExchange exchange, Optional<String> complaint) throws IOException {
        send(exchange, complaint.isEmpty() ? OK : UNAVAILABLE, "text/plain", complaint.orElse("ok") + "\n");
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
