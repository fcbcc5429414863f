package dev.loadstone.operator.plan;

import dev.loadstone.api.v1alpha1.HeaderCheckSpec;
import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.Expectation.TextRelation;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans a check of a header. */
final class HeaderChecks {
    private HeaderChecks() {}

    static Expectation plan(HeaderCheckSpec spec, Place place) {
        long relations = Stream.of(spec.exists(), spec.equals(), spec.contains(), spec.matches())
                .filter(Objects::nonNull)
                .count();
        if (relations > 1 || Boolean.FALSE.equals(spec.exists())) {
            place.wrong("a header check has at most one of exists (only true), equals, contains, matches");
        }
        String name = place.field("name").has(spec.name()) ? spec.name().toLowerCase(Locale.ROOT) : "";
        String equals = text(spec.equals(), place.field("equals"));
        String contains = text(spec.contains(), place.field("contains"));
        String matches = text(spec.matches(), place.field("matches"));
        var there = new Expectation.Header(name, TextRelation.EXISTS, "");
        if (equals != null) {
            return new Expectation.Header(name, TextRelation.EQUALS, equals);
        }
        if (contains != null) {
            return new Expectation.Header(name, TextRelation.CONTAINS, contains);
        }
        return matches == null
                ? there
                : place.field("matches")
                        .parsed(
                                there,
                                () -> new Expectation.Header(
                                        name,
                                        TextRelation.MATCHES,
                                        Regexes.compile(matches).pattern()));
    }

    /** What a check is called that has no name. */
    static String name(Expectation.Header header) {
        return header.name()
                + switch (header.relation()) {
                    case EXISTS -> " exists";
                    case EQUALS -> " = " + header.operand();
                    case CONTAINS -> " contains \"" + header.operand() + "\"";
                    case MATCHES -> " matches \"" + header.operand() + "\"";
                };
    }

    private static @Nullable String text(@Nullable String text, Place place) {
        if (text != null) {
            place.refuseTemplate(text);
        }
        return text;
    }
}
