package dev.loadstone.shop;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** What goes back to a client; made before it is known when it may go. */
record Answer(int status, CharSequence contentType, Buffer body, Map<String, String> headers) {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence HTML = HttpHeaders.createOptimized("text/html; charset=utf-8");

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer json(int status, JsonObject body) {
        return json(status, body.toBuffer());
    }

    static Answer json(int status, Buffer body) {
        return new Answer(status, JSON, body, Map.of());
    }

    static Answer error(int status, String reason) {
        return json(status, new JsonObject().put("error", reason));
    }

    static Answer html(String page) {
        return new Answer(200, HTML, Buffer.buffer(page), Map.of());
    }

    Answer with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, contentType, body, more);
    }

    /** Statuses that HTTP gives no body. */
    boolean bare() {
        return status == 204 || status == 205 || status == 304;
    }
}
