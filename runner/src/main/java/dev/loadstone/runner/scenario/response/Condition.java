package dev.loadstone.runner.scenario.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.StatusSet;
import dev.loadstone.runner.scenario.cel.Facts;
import dev.loadstone.runner.scenario.cel.Formula;
import java.util.regex.Pattern;

/** What a check looks at, made ready to look at many responses. */
public sealed interface Condition
        permits Condition.OfBody, Condition.StatusIs, Condition.WithinTime, Condition.Holds, HeaderCondition {
    boolean holds(Response response, Facts facts);

    /** Whether it looks at the header lines. */
    default boolean readsHead() {
        return false;
    }

    /** Whether it looks at the body. */
    default boolean readsBody() {
        return false;
    }

    static Condition of(Expectation expectation, Conditions conditions) {
        return switch (expectation) {
            case Expectation.Status(StatusSet codes) -> new StatusIs(codes);
            case Expectation.Json json -> JsonCondition.of(json);
            case Expectation.BodyContains(String text) -> new BodyContains(text.getBytes(UTF_8));
            case Expectation.BodyMatches(String regex) -> new BodyMatches(Pattern.compile(regex));
            case Expectation.Header header -> HeaderCondition.of(header);
            case Expectation.ContentType(String mediaType) -> HeaderCondition.contentType(mediaType);
            case Expectation.WithinTime(long millis) -> new WithinTime(Math.multiplyExact(millis, 1_000_000L));
            case Expectation.Holds(String condition) -> new Holds(conditions.truth(condition));
        };
    }

    /** One that looks at the body. */
    sealed interface OfBody extends Condition permits JsonCondition, BodyContains, BodyMatches {
        @Override
        default boolean readsBody() {
            return true;
        }
    }

    /** The status is one of these. */
    record StatusIs(StatusSet codes) implements Condition {
        @Override
        public boolean holds(Response response, Facts facts) {
            return codes.contains(response.status());
        }
    }

    /** The response time is at most this. */
    record WithinTime(long nanos) implements Condition {
        @Override
        public boolean holds(Response response, Facts facts) {
            return response.nanos() <= nanos;
        }
    }

    /** It is true in CEL. */
    record Holds(Formula formula) implements Condition {
        @Override
        public boolean holds(Response response, Facts facts) {
            try {
                return formula.truth(facts);
            } catch (IllegalStateException e) {
                return false;
            }
        }
    }

    /** These bytes occur. */
    record BodyContains(byte[] text) implements OfBody {
        @Override
        public boolean holds(Response response, Facts facts) {
            byte[] bytes = response.body().bytes();
            int last = response.body().end() - text.length;
            for (int at = response.body().start(); at <= last; at++) {
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
    record BodyMatches(Pattern pattern) implements OfBody {
        @Override
        public boolean holds(Response response, Facts facts) {
            return SafeSearch.finds(pattern, response.body());
        }
    }
}
