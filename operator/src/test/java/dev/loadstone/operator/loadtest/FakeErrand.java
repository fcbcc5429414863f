package dev.loadstone.operator.loadtest;

import dev.loadstone.protocol.Errand;
import dev.loadstone.protocol.Errand.Kind;
import dev.loadstone.protocol.Errand.State;
import dev.loadstone.protocol.SharedValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Setup and teardown as a runner does them: each once, in a while, and with the outcome that it is given. */
final class FakeErrand {
    static final String SECRET = "the-token-of-the-setup";
    static final Duration TAKES = Duration.ofSeconds(2);

    /** What setup and teardown come to; UNDERWAY where they never end. */
    State setup = State.DONE;

    State teardown = State.DONE;
    int setups;
    int teardowns;
    private @Nullable Kind kind;
    private Instant begun = Instant.EPOCH;
    private boolean isCut;

    void begin(Kind told, Instant now) {
        if (kind != told) {
            kind = told;
            begun = now;
            isCut = false;
            switch (told) {
                case SETUP -> setups++;
                case TEARDOWN -> teardowns++;
            }
        }
    }

    /** A stop ends it, as far as it has come. */
    void cut(Instant now) {
        Errand told = report(now);
        isCut = isCut || told != null && told.state() == State.UNDERWAY;
    }

    @Nullable
    Errand report(Instant now) {
        if (kind == null) {
            return null;
        }
        State outcome =
                switch (kind) {
                    case SETUP -> setup;
                    case TEARDOWN -> teardown;
                };
        State state = isCut ? State.FAILED : now.isBefore(begun.plus(TAKES)) ? State.UNDERWAY : outcome;
        return new Errand(
                kind,
                state,
                state == State.FAILED ? "POST /orders: status 503" : "",
                kind == Kind.SETUP && state == State.DONE ? Map.of("token", new SharedValue(SECRET, false)) : Map.of());
    }
}
