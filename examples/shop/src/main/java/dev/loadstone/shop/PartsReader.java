package dev.loadstone.shop;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Reads one request's multipart/form-data; files pass through, and only their digests stay. */
final class PartsReader {
    private final HttpServerRequest http;
    private final List<Content.Attachment> files = new ArrayList<>();
    private int begun;
    private boolean passedOn;

    PartsReader(HttpServerRequest http) {
        this.http = http;
    }

    void read(Consumer<Content> whole) {
        String type = http.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            whole.accept(new Content.Broken("send multipart/form-data, not " + type));
            return;
        }
        http.exceptionHandler(e -> pass(whole, new Content.Broken("the multipart body is broken: " + e.getMessage())));
        http.endHandler(end -> pass(whole, parts()));
        http.uploadHandler(this::receive);
        http.setExpectMultipart(true);
    }

    private void receive(HttpServerFileUpload upload) {
        begun++;
        var digest = new Digest();
        upload.handler(digest::add);
        upload.endHandler(end -> files.add(new Content.Attachment(
                upload.name(), upload.filename(), String.valueOf(upload.contentType()), digest.end())));
    }

    private Content parts() {
        var fields = http.formAttributes().entries().stream()
                .map(field -> new Content.Field(field.getKey(), field.getValue()))
                .toList();
        if (files.size() < begun || files.isEmpty() && fields.isEmpty()) {
            return new Content.Broken("the multipart body ends before its last part does");
        }
        return new Content.Parts(fields, files);
    }

    /** A broken body may both fail and end. */
    private void pass(Consumer<Content> whole, Content content) {
        if (!passedOn) {
            passedOn = true;
            whole.accept(content);
        }
    }
}
