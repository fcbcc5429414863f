package dev.loadstone.runner.scenario.response;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.Expectation;
import dev.loadstone.runner.scenario.cel.Facts;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Some header line of a name has a value that fits. */
record HeaderCondition(byte[] name, Predicate<String> fits) implements Condition {
    static HeaderCondition of(Expectation.Header header) {
        // Values are read byte by byte, so what they are compared with has to be as well.
        String operand = new String(header.operand().getBytes(UTF_8), ISO_8859_1);
        Predicate<String> fits =
                switch (header.relation()) {
                    case EXISTS -> value -> true;
                    case EQUALS -> operand::equals;
                    case CONTAINS -> value -> value.contains(operand);
                    case MATCHES -> matches(Pattern.compile(header.operand()));
                };
        return new HeaderCondition(header.name().getBytes(ISO_8859_1), fits);
    }

    private static Predicate<String> matches(Pattern pattern) {
        return value -> SafeSearch.finds(pattern, new String(value.getBytes(ISO_8859_1), UTF_8));
    }

    static HeaderCondition contentType(String mediaType) {
        return new HeaderCondition("content-type".getBytes(ISO_8859_1), value -> {
            int semicolon = value.indexOf(';');
            return (semicolon < 0 ? value : value.substring(0, semicolon))
                    .strip()
                    .equalsIgnoreCase(mediaType);
        });
    }

    @Override
    public boolean readsHead() {
        return true;
    }

    @Override
    public boolean holds(Response response, Facts facts) {
        for (var lines = new HeaderLines(response.head()); lines.next(); ) {
            if (lines.isNamed(name) && fits.test(lines.value())) {
                return true;
            }
        }
        return false;
    }
}
