package dev.loadstone.protocol;

import java.util.ArrayList;
import java.util.List;

/** Reads the source of a {@link Template}, once, from left to right. */
final class TemplateParser {
    private static final int SHOWN = 40;

    private final TemplateCursor cursor;
    private final ExpressionParser expressions;

    TemplateParser(String source) {
        cursor = new TemplateCursor(source);
        expressions = new ExpressionParser(cursor);
    }

    Template parse() {
        var parts = new ArrayList<Template.Part>();
        var text = new StringBuilder();
        while (!cursor.atEnd()) {
            int dollars = cursor.takeWhile(c -> c == '$').length();
            boolean opens = cursor.peek() == '(';
            text.repeat('$', opens ? dollars / 2 : dollars);
            if (opens && dollars % 2 == 1) {
                cursor.take();
                flush(text, parts);
                parts.add(hole());
            } else if (!cursor.atEnd()) {
                text.append(cursor.take());
            }
        }
        flush(text, parts);
        return new Template(parts);
    }

    private static void flush(StringBuilder text, List<Template.Part> parts) {
        if (!text.isEmpty()) {
            parts.add(new Template.Text(text.toString()));
            text.setLength(0);
        }
    }

    private Template.Hole hole() {
        int start = cursor.position();
        Expression expression = expressions.expression();
        var filters = new ArrayList<Filter>();
        cursor.spaces();
        while (cursor.take('|')) {
            cursor.spaces();
            String word = cursor.word();
            filters.add(cursor.placed(() -> Filter.parse(word)));
            cursor.spaces();
        }
        if (!cursor.take(')')) {
            throw cursor.wrong("expected ) to end $(" + cursor.from(start, SHOWN));
        }
        return new Template.Hole(expression, filters);
    }
}
