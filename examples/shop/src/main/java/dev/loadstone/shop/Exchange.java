package dev.loadstone.shop;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request on its way in and its answer on its way out. */
final class Exchange {
    private final HttpServerRequest http;
    private final @Nullable Tally tally;

    /** @param tally where the answer counts; null where it does not */
    Exchange(HttpServerRequest http, @Nullable Tally tally) {
        this.http = http;
        this.tally = tally;
    }

    HttpServerRequest http() {
        return http;
    }

    /** Gathers the body and passes it on at its end; of one that is too large the rest is dropped. */
    void read(Consumer<Buffer> whole) {
        Buffer body = Buffer.buffer();
        http.handler(chunk -> {
            if (body.length() <= ShopRequest.MAX_BODY) {
                body.appendBuffer(chunk);
            }
        });
        http.endHandler(end -> whole.accept(body));
    }

    void send(Answer answer) {
        HttpServerResponse response = http.response();
        if (response.closed()) {
            return;
        }
        // Counted first: whoever has the answer also finds it in the counters.
        if (tally != null) {
            tally.answered(answer.status());
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (answer.bare()) {
            response.end();
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
            response.end(answer.body());
        }
    }
}
