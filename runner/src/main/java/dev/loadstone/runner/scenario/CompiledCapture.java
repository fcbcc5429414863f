package dev.loadstone.runner.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.Capture;
import dev.loadstone.protocol.ErrorClass;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes a value of a response into a slot of the user. */
record CompiledCapture(int slot, JsonQuery query, byte @Nullable [] fallback) {
    private static final ErrorClass NOTHING_FOUND = ErrorClass.of(ErrorClass.Kind.CAPTURE);

    static CompiledCapture of(Capture capture, Variables variables) {
        String fallback = capture.fallback();
        return new CompiledCapture(
                Objects.requireNonNull(variables.slots().get(capture.variable())),
                new JsonQuery(capture.path()),
                fallback == null ? null : fallback.getBytes(UTF_8));
    }

    void take(ByteBuf body, UserState user) {
        JsonScanner scanner = user.scanner();
        if (scanner.find(body, query)) {
            user.captured().take(slot, body, scanner.start(), scanner.end());
        } else if (fallback != null) {
            user.captured().take(slot, fallback);
        } else {
            user.verdict().fail(NOTHING_FOUND);
            user.verdict().endIteration();
        }
    }
}
