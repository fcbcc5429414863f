package dev.loadstone.shop;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** How an endpoint takes a request's body: it begins at the head, and passes the content on once, when all is there. */
@FunctionalInterface
interface Intake {
    /** The body does not matter, and nobody waits for it. */
    Intake NOTHING = (http, whole) -> whole.accept(Content.NONE);

    /** Gathers the body; of one that is too large the rest is dropped. */
    Intake WHOLE = Intake::gather;

    /** Only counts and digests. */
    Intake DIGEST = Intake::digest;

    /** Takes multipart/form-data apart. */
    Intake PARTS = (http, whole) -> new PartsReader(http).read(whole);

    void read(HttpServerRequest http, Consumer<Content> whole);

    private static void gather(HttpServerRequest http, Consumer<Content> whole) {
        Buffer body = Buffer.buffer();
        http.handler(chunk -> {
            if (body.length() <= ShopRequest.MAX_BODY) {
                body.appendBuffer(chunk);
            }
        });
        http.endHandler(end -> whole.accept(new Content.Whole(body)));
    }

    private static void digest(HttpServerRequest http, Consumer<Content> whole) {
        var digest = new Digest();
        http.handler(digest::add);
        http.endHandler(end -> whole.accept(digest.end()));
    }
}
