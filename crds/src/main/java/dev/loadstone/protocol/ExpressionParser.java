package dev.loadstone.protocol;

import java.util.List;

/** Reads what stands in a hole of a template, or as an argument of a function in one. */
final class ExpressionParser {
    /** No use has more; a source of many thousand opening parentheses must not exhaust the stack. */
    private static final int DEEPEST = 8;

    private final TemplateCursor cursor;
    private final FunctionParser functions;
    private int depth;

    ExpressionParser(TemplateCursor cursor) {
        this.cursor = cursor;
        functions = new FunctionParser(cursor, this);
    }

    Expression expression() {
        cursor.spaces();
        String root = cursor.word();
        if (!cursor.take('.')) {
            throw cursor.wrong(
                    "\"" + root + "\" is no value; write vars.NAME, data.NAME.COLUMN, user.id or fn.NAME(...)");
        }
        return switch (root) {
            case "vars" -> new Expression.VariableValue(name("vars."));
            case "user" -> user(cursor.word());
            case "data" -> data();
            case "file" -> new Expression.FileContent(name("file."));
            case "fn" -> nested();
            default -> throw cursor.wrong("\"" + root + "\" is no root; there are: vars, data, user, fn");
        };
    }

    private Expression nested() {
        if (++depth > DEEPEST) {
            throw cursor.wrong("functions stand in functions more than " + DEEPEST + " deep");
        }
        Expression expression = functions.function(cursor.word());
        depth--;
        return expression;
    }

    private Expression user(String property) {
        return switch (property) {
            case "id" -> new Expression.UserId();
            case "iteration" -> new Expression.UserIteration();
            default -> throw cursor.wrong("user has no \"" + property + "\"; there are: id, iteration");
        };
    }

    private Expression data() {
        String feeder = name("data.");
        return new Expression.DataValue(feeder, cursor.take('.') ? name("data." + feeder + ".") : "");
    }

    private String name(String after) {
        String name = cursor.word();
        if (name.isEmpty()) {
            throw cursor.wrong("a name is missing after " + after);
        }
        return name;
    }

    /** Texts as String, numbers as Long, values as Expression. */
    Object argument() {
        char first = cursor.peek();
        if (first == '\'' || first == '"') {
            return quoted(cursor.take());
        }
        if (first == '-' || Character.isDigit(first)) {
            return number((cursor.take('-') ? "-" : "") + cursor.takeWhile(Character::isDigit));
        }
        if (!Character.isLetter(first)) {
            throw cursor.wrong("an argument is a number, a text in quotes or a value such as vars.NAME");
        }
        return expression();
    }

    private String quoted(char quote) {
        var text = new StringBuilder();
        while (!cursor.atEnd()) {
            char c = cursor.take();
            if (c != quote) {
                text.append(c);
            } else if (cursor.take(quote)) {
                text.append(quote);
            } else {
                return text.toString();
            }
        }
        throw cursor.wrong("a text in quotes does not end");
    }

    private long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw cursor.wrong(digits + " is not a number that fits");
        }
    }

    /** The values that a function gets: a text stands for itself. */
    static List<Expression> values(List<Object> arguments) {
        return arguments.stream()
                .map(each -> each instanceof Expression value ? value : new Expression.Literal(each.toString()))
                .toList();
    }
}
