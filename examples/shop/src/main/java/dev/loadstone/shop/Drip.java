package dev.loadstone.shop;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;

/** One byte after another at an even pace, chunked, until there were so many or nobody listens any more. */
record Drip(Vertx vertx, long everyMillis, long bytes) implements Payload {
    @Override
    public void sendBy(HttpServerResponse response) {
        response.setChunked(true);
        drop(response, 1);
    }

    private void drop(HttpServerResponse response, long sent) {
        if (sent >= bytes) {
            response.end(".");
            return;
        }
        response.write(".");
        vertx.setTimer(everyMillis, timer -> {
            if (!response.closed()) {
                drop(response, sent + 1);
            }
        });
    }
}
