package dev.loadstone.shop;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** The body of an answer, and how it goes out. */
interface Payload {
    /** Sends everything, or begins to; the head is complete but for what says how long the body is. */
    void sendBy(HttpServerResponse response);

    /** One that is there as a whole. */
    record Whole(Buffer bytes) implements Payload {
        @Override
        public void sendBy(HttpServerResponse response) {
            response.end(bytes);
        }
    }
}
