package dev.loadstone.runner.scenario.template;

import static java.time.ZoneOffset.UTC;

import dev.loadstone.protocol.Expression;
import dev.loadstone.runner.scenario.encoding.Decimal;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The time when it is written. */
sealed interface Now extends Source {
    static Now of(Expression.Now now) {
        return switch (now.format()) {
            case "epochMillis" -> new Epoch(1, now.offsetMillis());
            case "epochSeconds" -> new Epoch(1000, now.offsetMillis());
            // As JavaScript and others write it: always with milliseconds.
            case "" -> new Formatted(formatter("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'"), now.offsetMillis());
            default -> new Formatted(formatter(now.format()), now.offsetMillis());
        };
    }

    private static DateTimeFormatter formatter(String pattern) {
        DateTimeFormatter formatter =
                DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(UTC);
        try {
            formatter.format(Instant.EPOCH);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "fn.now can't write a time as \"" + pattern + "\": " + e.getMessage(), e);
        }
        return formatter;
    }

    /** A number of units since 1970. */
    record Epoch(long unitMillis, long offsetMillis) implements Now {
        @Override
        public boolean append(ByteBuf out, TemplateUser user) {
            Decimal.append(out, Math.floorDiv(user.epochMillis() + offsetMillis, unitMillis));
            return true;
        }
    }

    /** In the words of a format, in UTC. */
    record Formatted(DateTimeFormatter formatter, long offsetMillis) implements Now {
        @Override
        public boolean append(ByteBuf out, TemplateUser user) {
            String text = formatter.format(Instant.ofEpochMilli(user.epochMillis() + offsetMillis));
            out.writeCharSequence(text, StandardCharsets.UTF_8);
            return false;
        }
    }
}
