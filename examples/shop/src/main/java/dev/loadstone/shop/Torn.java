package dev.loadstone.shop;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * A body that breaks off: the head promises a thousand bytes, and after ten the connection (of HTTP/2: the stream)
 * ends.
 */
record Torn() implements Payload {
    @Override
    public void sendBy(HttpServerResponse response) {
        response.putHeader(HttpHeaders.CONTENT_LENGTH, "1000");
        response.write(Buffer.buffer("0123456789")).onComplete(written -> response.reset());
    }
}
