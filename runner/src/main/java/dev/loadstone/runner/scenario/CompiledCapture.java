package dev.loadstone.runner.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.Capture;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.JsonPath;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes a value of a response into a slot of the user. */
record CompiledCapture(int slot, JsonQuery query, byte @Nullable [] fallback) {
    private static final ErrorClass NOTHING_FOUND = ErrorClass.of(ErrorClass.Kind.CAPTURE);

    static CompiledCapture of(Capture capture, Variables variables) {
        String fallback = capture.fallback();
        return new CompiledCapture(
                Objects.requireNonNull(variables.slots().get(capture.variable())),
                new JsonQuery(path(capture.source())),
                fallback == null ? null : fallback.getBytes(UTF_8));
    }

    private static JsonPath path(Capture.Source source) {
        if (source instanceof Capture.Json(JsonPath path)) {
            return path;
        }
        throw new IllegalArgumentException("can't be compiled: " + source);
    }

    void take(Body body, UserState user) {
        if (body.has(query)) {
            JsonScanner scanner = body.scanner();
            user.captured().take(slot, body.bytes(), scanner.start(), scanner.end());
        } else if (fallback != null) {
            user.captured().take(slot, fallback);
        } else {
            user.verdict().fail(NOTHING_FOUND);
            user.verdict().endIteration();
        }
    }
}
