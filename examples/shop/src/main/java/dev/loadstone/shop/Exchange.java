package dev.loadstone.shop;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
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
        List<Header> headers = answer.headers();
        for (int i = 0; i < headers.size(); i++) {
            response.headers().add(headers.get(i).name(), headers.get(i).value());
        }
        if (answer.bare()) {
            response.end();
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
            answer.payload().sendBy(response);
        }
    }
}
