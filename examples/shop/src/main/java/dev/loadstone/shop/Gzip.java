package dev.loadstone.shop;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Answers as gzip, for those who accept it. */
final class Gzip {
    static final String NAME = "gzip";

    private static final Pattern ACCEPTED = Pattern.compile("(^|[ ,])gzip\\s*($|,|;\\s*q=(1|0\\.\\d*[1-9]))");

    private Gzip() {}

    static boolean acceptedBy(ShopRequest request) {
        String accepted = request.http().getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null
                && ACCEPTED.matcher(accepted.toLowerCase(Locale.ROOT)).find();
    }

    /** The same answer smaller. */
    static Answer squeezed(Answer answer) {
        if (!(answer.payload() instanceof Payload.Whole whole)) {
            throw new IllegalArgumentException("only a whole body can be squeezed");
        }
        return new Answer(
                        answer.status(),
                        answer.contentType(),
                        new Payload.Whole(squeezed(whole.bytes())),
                        answer.headers(),
                        answer.delayNanos())
                .with(HttpHeaders.CONTENT_ENCODING, NAME);
    }

    private static Buffer squeezed(Buffer bytes) {
        var squeezed = new ByteArrayOutputStream(bytes.length() / 4 + 64);
        try (var gzip = new GZIPOutputStream(squeezed)) {
            gzip.write(bytes.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("an array can always be written", e);
        }
        return Buffer.buffer(squeezed.toByteArray());
    }
}
