package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A text with holes, such as {@code /items/$(vars.sku|urlEncode)}. It is parsed once; its JSON form is its source, and
 * {@code parse(t.toString())} equals {@code t}.
 */
public record Template(List<Part> parts) {
    public Template {
        parts = List.copyOf(parts);
    }

    /**
     * A text in which {@code $(...)} are holes and {@code $$(} is a literal {@code $(}.
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
        return parts.stream().map(Part::source).collect(Collectors.joining());
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
            return text.replace("$(", "$$(");
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
