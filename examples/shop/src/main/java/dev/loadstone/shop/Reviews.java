package dev.loadstone.shop;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** Takes uploads and tells what arrived, so that the sender can compare. */
final class Reviews {
    private static final int MAX_UPLOAD = 64 * 1024 * 1024;

    private Reviews() {}

    static Answer review(ShopRequest request) {
        return switch (request.content()) {
            case Content.Parts parts -> Answer.json(201, shown(parts));
            case Content.Broken(String reason) -> throw new Refusal(400, reason);
            case Content.Whole whole -> throw new IllegalStateException("a form does not come as a whole");
            case Content.Digested digested -> throw new IllegalStateException("a form does not come as a digest");
        };
    }

    static Answer image(ShopRequest request) {
        if (!(request.content() instanceof Content.Digested digested)) {
            throw new IllegalStateException("an image comes as a digest");
        }
        bound(digested);
        return Answer.json(200, digested.json().put("name", request.lastSegment()));
    }

    private static JsonObject shown(Content.Parts parts) {
        var fields = new JsonArray();
        for (Content.Field field : parts.fields()) {
            fields.add(new JsonObject()
                    .put("name", field.name())
                    .put("size", field.value().getBytes(StandardCharsets.UTF_8).length)
                    .put("value", field.value()));
        }
        var files = new JsonArray();
        for (Content.Attachment file : parts.files()) {
            bound(file.file());
            files.add(file.file()
                    .json()
                    .put("name", file.name())
                    .put("filename", file.filename())
                    .put("contentType", file.contentType()));
        }
        return new JsonObject().put("fields", fields).put("files", files);
    }

    private static void bound(Content.Digested digested) {
        if (digested.bytes() > MAX_UPLOAD) {
            throw new Refusal(413, "the upload is above " + MAX_UPLOAD + " bytes");
        }
    }
}
