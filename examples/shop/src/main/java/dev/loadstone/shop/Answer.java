package dev.loadstone.shop;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes back to a client; made before it is known when it may go.
 *
 * @param delayNanos how long it waits of its own accord, beside what the knobs say
 */
record Answer(int status, CharSequence contentType, Payload payload, List<Header> headers, long delayNanos) {
    static final CharSequence BYTES = HttpHeaders.createOptimized("application/octet-stream");

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence HTML = HttpHeaders.createOptimized("text/html; charset=utf-8");

    Answer {
        headers = List.copyOf(headers);
    }

    static Answer of(int status, CharSequence contentType, Payload payload) {
        return new Answer(status, contentType, payload, List.of(), 0);
    }

    static Answer json(int status, JsonObject body) {
        return json(status, body.toBuffer());
    }

    static Answer json(int status, Buffer body) {
        return of(status, JSON, new Payload.Whole(body));
    }

    static Answer error(int status, String reason) {
        return json(status, new JsonObject().put("error", reason));
    }

    static Answer html(String page) {
        return of(200, HTML, new Payload.Whole(Buffer.buffer(page)));
    }

    /** Elsewhere is what the client is looking for. */
    static Answer redirect(int status, String location) {
        return of(status, HTML, new Payload.Whole(Buffer.buffer())).with("Location", location);
    }

    /** The same with one more header; one of that name that it has already stays. */
    Answer with(CharSequence header, CharSequence value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(header, value));
        return new Answer(status, contentType, payload, more, delayNanos);
    }

    Answer after(long nanos) {
        return new Answer(status, contentType, payload, headers, nanos);
    }

    /** Statuses that HTTP gives no body. */
    boolean bare() {
        return status == 204 || status == 205 || status == 304;
    }
}
