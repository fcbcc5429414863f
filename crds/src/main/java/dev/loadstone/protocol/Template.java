package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text with holes, such as {@code /items/$(vars.sku|urlEncode)}. It is parsed once; its JSON form is its source, and
 * {@code parse(t.toString())} equals {@code t}.
 */
public record Template(List<Part> parts) {
    private static final Pattern DOLLARS = Pattern.compile("(?<!\\$)\\$++(?=\\()");
    private static final Pattern LAST_DOLLARS = Pattern.compile("(?<!\\$)\\$++\\z");

    public Template {
        parts = joined(parts);
    }

    /** Neighbouring texts become one, and empty ones go, so that templates that read the same are equal. */
    private static List<Part> joined(List<Part> parts) {
        var joined = new ArrayList<Part>();
        for (Part part : parts) {
            if (!(part instanceof Text(String text))) {
                joined.add(part);
            } else if (!joined.isEmpty() && joined.getLast() instanceof Text(String before)) {
                joined.set(joined.size() - 1, new Text(before + text));
            } else if (!text.isEmpty()) {
                joined.add(part);
            }
        }
        return List.copyOf(joined);
    }

    /**
     * A text in which {@code $(...)} are holes and {@code $$(} is a literal {@code $(}. Dollars right before a parenthesis pair up
     * to one each, so that {@code $$$(vars.price)} is a dollar and a hole; all other dollars stand for themselves.
     *
     * @throws IllegalArgumentException says what is wrong in words for the template's author
     */
    @JsonCreator
    public static Template parse(String source) {
        return new TemplateParser(source).parse();
    }

    /** A template without holes. */
    public static Template text(String text) {
        return new Template(text.isEmpty() ? List.of() : List.of(new Text(text)));
    }

    /** The expressions in the holes, in order. */
    public List<Expression> expressions() {
        return parts.stream()
                .filter(Hole.class::isInstance)
                .map(part -> ((Hole) part).expression())
                .toList();
    }

    @JsonValue
    @Override
    public String toString() {
        var source = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i).source();
            // A text's last dollars come to stand right before the $( of the hole that follows.
            source.append(i + 1 < parts.size() ? LAST_DOLLARS.matcher(part).replaceAll("$0$0") : part);
        }
        return source.toString();
    }

    /** A piece of a template. */
    public sealed interface Part {
        /** The text that parses to this. */
        String source();
    }

    /** Text that stands as it is. */
    public record Text(String text) implements Part {
        public Text {
            Objects.requireNonNull(text, "text is null");
        }

        @Override
        public String source() {
            return DOLLARS.matcher(text).replaceAll("$0$0");
        }
    }

    /** A value, and the filters that it passes from left to right. */
    public record Hole(Expression expression, List<Filter> filters) implements Part {
        public Hole {
            Objects.requireNonNull(expression, "expression is null");
            filters = List.copyOf(filters);
        }

        @Override
        public String source() {
            return filters.stream()
                    .map(filter -> "|" + filter.word())
                    .collect(Collectors.joining("", "$(" + expression.source(), ")"));
        }
    }
}
