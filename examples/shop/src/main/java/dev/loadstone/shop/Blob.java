package dev.loadstone.shop;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;

/**
 * Any number of bytes, each an {@code x}, sent as fast as they are taken and never held at once.
 *
 * @param chunked whether the head leaves the size out
 */
record Blob(long bytes, boolean chunked) implements Payload {
    private static final Buffer CHUNK = Buffer.buffer(chunk());

    private static byte[] chunk() {
        byte[] chunk = new byte[32 * 1024];
        Arrays.fill(chunk, (byte) 'x');
        return chunk;
    }

    @Override
    public void sendBy(HttpServerResponse response) {
        if (chunked) {
            response.setChunked(true);
        } else {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(bytes));
        }
        pour(response, bytes);
    }

    private static void pour(HttpServerResponse response, long bytes) {
        long left = bytes;
        while (left > 0 && !response.writeQueueFull() && !response.closed()) {
            int next = (int) Math.min(left, CHUNK.length());
            response.write(CHUNK.slice(0, next));
            left -= next;
        }
        long rest = left;
        if (rest == 0) {
            response.end();
        } else if (!response.closed()) {
            response.drainHandler(drained -> pour(response, rest));
        }
    }
}
