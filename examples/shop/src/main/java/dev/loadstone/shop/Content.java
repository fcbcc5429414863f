package dev.loadstone.shop;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A request's body in the form in which its endpoint takes it. */
sealed interface Content {
    Content NONE = new Whole(Buffer.buffer());

    /** Every byte, or more than {@link ShopRequest#MAX_BODY} of them where there are too many. */
    record Whole(Buffer bytes) implements Content {}

    /** What is left of bytes that nobody keeps. */
    record Digested(long bytes, String sha256) implements Content {
        JsonObject json() {
            return new JsonObject().put("size", bytes).put("sha256", sha256);
        }
    }

    /** The parts of multipart/form-data. */
    record Parts(List<Field> fields, List<Attachment> files) implements Content {
        public Parts {
            fields = List.copyOf(fields);
            files = List.copyOf(files);
        }
    }

    /** One that cannot be read, and why. */
    record Broken(String reason) implements Content {}

    /** A part without a file name. */
    record Field(String name, String value) {}

    /** A part with a file name. */
    record Attachment(String name, String filename, String contentType, Digested file) {}
}
