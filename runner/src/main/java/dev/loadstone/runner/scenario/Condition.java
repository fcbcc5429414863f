package dev.loadstone.runner.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.StatusSet;
import java.util.regex.Pattern;

/** What a check looks at, made ready to look at many responses. */
sealed interface Condition permits Condition.StatusIs, Condition.BodyContains, Condition.BodyMatches, JsonCondition {
    boolean holds(int status, Body body);

    static Condition of(Expectation expectation) {
        return switch (expectation) {
            case Expectation.Status(StatusSet codes) -> new StatusIs(codes);
            case Expectation.Json json -> JsonCondition.of(json);
            case Expectation.BodyContains(String text) -> new BodyContains(text.getBytes(UTF_8));
            case Expectation.BodyMatches(String regex) -> new BodyMatches(Pattern.compile(regex));
            case Expectation.Header e -> throw new IllegalArgumentException("can't be compiled: " + e);
            case Expectation.ContentType e -> throw new IllegalArgumentException("can't be compiled: " + e);
            case Expectation.WithinTime e -> throw new IllegalArgumentException("can't be compiled: " + e);
            case Expectation.Holds e -> throw new IllegalArgumentException("can't be compiled: " + e);
        };
    }

    /** The status is one of these. */
    record StatusIs(StatusSet codes) implements Condition {
        @Override
        public boolean holds(int status, Body body) {
            return status >= 0 && codes.contains(status);
        }
    }

    /** These bytes occur. */
    record BodyContains(byte[] text) implements Condition {
        @Override
        public boolean holds(int status, Body body) {
            byte[] bytes = body.bytes();
            int last = body.end() - text.length;
            for (int at = body.start(); at <= last; at++) {
                if (standsAt(bytes, at)) {
                    return true;
                }
            }
            return false;
        }

        private boolean standsAt(byte[] bytes, int at) {
            for (int i = 0; i < text.length; i++) {
                if (bytes[at + i] != text[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Some part matches. */
    record BodyMatches(Pattern pattern) implements Condition {
        @Override
        public boolean holds(int status, Body body) {
            var text = new String(body.bytes(), body.start(), body.end() - body.start(), UTF_8);
            try {
                return pattern.matcher(text).find();
            } catch (StackOverflowError e) {
                // The JDK matches repeated groups by recursion: a large body must fail its check, not the event loop.
                return false;
            }
        }
    }
}
