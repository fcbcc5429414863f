package dev.loadstone.shop;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** A client of one running shop. */
final class ShopClient implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final HttpClient http;
    private final URI base;

    ShopClient(ShopServer server) {
        this(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                URI.create("http://127.0.0.1:" + server.port()));
    }

    ShopClient(HttpClient http, URI base) {
        this.http = http;
        this.base = base;
    }

    /** One that is not sent yet; headers as name, value, name, value. */
    HttpRequest request(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(DEADLINE)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        try {
            return http.send(request(method, path, body, headers), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(method + " " + path + " has no answer", e);
        }
    }

    CompletableFuture<HttpResponse<String>> sendLater(String method, String path, String... headers) {
        return http.sendAsync(request(method, path, "", headers), BodyHandlers.ofString());
    }

    /** The whole answer to a request line that the JDK's client would not send. */
    String sendRaw(String line) {
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout((int) DEADLINE.toMillis());
            String request = line + " HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(line + " has no answer", e);
        }
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    JsonObject json(String path, String... headers) {
        return new JsonObject(get(path, headers).body());
    }

    /** The value of an Authorization header. */
    String bearer(String email) {
        var body = new JsonObject().put("email", email).put("password", "secret");
        var response = send("POST", "/api/auth/login", body.encode());
        return "Bearer " + new JsonObject(response.body()).getString("token");
    }

    JsonObject counters() {
        return json("/counters");
    }

    /** Asks for the counters until they show it; each question waits for its answer, so it is no busy loop. */
    JsonObject countersWhere(Predicate<JsonObject> fact) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        JsonObject counters = counters();
        while (!fact.test(counters)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + DEADLINE + ": " + counters.encode());
            }
            counters = counters();
        }
        return counters;
    }

    void reset() {
        send("DELETE", "/knobs", "");
        send("DELETE", "/counters", "");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
