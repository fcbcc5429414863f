package dev.loadstone.runner.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.StatusSet;
import io.netty.buffer.ByteBuf;
import java.util.regex.Pattern;

/** What a check looks at, made ready to look at many responses. */
sealed interface Condition permits Condition.StatusIs, Condition.BodyContains, Condition.BodyMatches, JsonCondition {
    boolean holds(int status, ByteBuf body, UserState user);

    static Condition of(Expectation expectation) {
        return switch (expectation) {
            case Expectation.Status(StatusSet codes) -> new StatusIs(codes);
            case Expectation.Json json -> JsonCondition.of(json);
            case Expectation.BodyContains(String text) -> new BodyContains(text.getBytes(UTF_8));
            case Expectation.BodyMatches(String regex) -> new BodyMatches(Pattern.compile(regex));
        };
    }

    /** The status is one of these. */
    record StatusIs(StatusSet codes) implements Condition {
        @Override
        public boolean holds(int status, ByteBuf body, UserState user) {
            return status >= 0 && codes.contains(status);
        }
    }

    /** These bytes occur. */
    record BodyContains(byte[] text) implements Condition {
        @Override
        public boolean holds(int status, ByteBuf body, UserState user) {
            if (text.length == 0) {
                return true;
            }
            int afterLast = body.writerIndex() - text.length + 1;
            int at = body.readerIndex();
            // An empty range must not be asked for: Netty takes a reversed one as a search backwards.
            while (at < afterLast) {
                int found = body.indexOf(at, afterLast, text[0]);
                if (found < 0) {
                    return false;
                }
                if (standsAt(body, found)) {
                    return true;
                }
                at = found + 1;
            }
            return false;
        }

        private boolean standsAt(ByteBuf body, int at) {
            for (int i = 1; i < text.length; i++) {
                if (body.getByte(at + i) != text[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Some part matches. */
    record BodyMatches(Pattern pattern) implements Condition {
        @Override
        public boolean holds(int status, ByteBuf body, UserState user) {
            try {
                return pattern.matcher(body.toString(UTF_8)).find();
            } catch (StackOverflowError e) {
                // The JDK matches repeated groups by recursion: a large body must fail its check, not the event loop.
                return false;
            }
        }
    }
}
