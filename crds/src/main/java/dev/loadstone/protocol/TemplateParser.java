package dev.loadstone.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads the source of a {@link Template}, once, from left to right. */
final class TemplateParser {
    private static final String FUNCTIONS = "uuid, randomInt, randomString, pick";

    private final String source;
    private int at;

    TemplateParser(String source) {
        this.source = source;
    }

    Template parse() {
        var parts = new ArrayList<Template.Part>();
        var text = new StringBuilder();
        while (at < source.length()) {
            int dollars = dollars();
            boolean opens = source.startsWith("(", at + dollars);
            text.repeat('$', opens ? dollars / 2 : dollars);
            at += dollars;
            if (opens && dollars % 2 == 1) {
                at++;
                flush(text, parts);
                parts.add(hole());
            } else if (at < source.length()) {
                text.append(source.charAt(at++));
            }
        }
        flush(text, parts);
        return new Template(parts);
    }

    /** How many dollars stand here. */
    private int dollars() {
        int end = at;
        while (end < source.length() && source.charAt(end) == '$') {
            end++;
        }
        return end - at;
    }

    private static void flush(StringBuilder text, List<Template.Part> parts) {
        if (!text.isEmpty()) {
            parts.add(new Template.Text(text.toString()));
            text.setLength(0);
        }
    }

    private Template.Hole hole() {
        int start = at;
        Expression expression = expression();
        var filters = new ArrayList<Filter>();
        spaces();
        while (at < source.length() && source.charAt(at) == '|') {
            at++;
            spaces();
            String word = word();
            filters.add(placed(() -> Filter.parse(word)));
            spaces();
        }
        if (at >= source.length() || source.charAt(at) != ')') {
            throw wrong("expected ) to end $(" + source.substring(start, Math.min(source.length(), start + 40)));
        }
        at++;
        return new Template.Hole(expression, filters);
    }

    private Expression expression() {
        spaces();
        String root = word();
        if (at >= source.length() || source.charAt(at) != '.') {
            throw wrong("\"" + root + "\" is no value; write vars.NAME, user.id or fn.NAME(...)");
        }
        at++;
        return switch (root) {
            case "vars" -> new Expression.VariableValue(name());
            case "user" -> user(word());
            case "fn" -> function(word());
            default -> throw wrong("\"" + root + "\" is no root; there are: vars, user, fn");
        };
    }

    private Expression user(String property) {
        if (!property.equals("id")) {
            throw wrong("user has no \"" + property + "\"; there is: id");
        }
        return new Expression.UserId();
    }

    private Expression function(String name) {
        List<Object> arguments = arguments(name);
        return switch (name) {
            case "uuid" -> {
                count(name, arguments, 0);
                yield new Expression.Uuid();
            }
            case "randomInt" -> {
                count(name, arguments, 2);
                long min = number(name, arguments.get(0));
                long max = number(name, arguments.get(1));
                yield placed(() -> new Expression.RandomInt(min, max));
            }
            case "randomString" -> {
                count(name, arguments, 1);
                int length = Math.clamp(number(name, arguments.get(0)), 0, Integer.MAX_VALUE);
                yield placed(() -> new Expression.RandomString(length));
            }
            case "pick" -> pick(arguments);
            default -> throw wrong("no function is named \"" + name + "\"; there are: " + FUNCTIONS);
        };
    }

    private Expression pick(List<Object> arguments) {
        if (arguments.size() == 1 && arguments.getFirst() instanceof Expression.VariableValue(String name)) {
            return new Expression.PickVariable(name);
        }
        var texts = new ArrayList<String>();
        for (Object argument : arguments) {
            if (argument instanceof Expression) {
                throw wrong("fn.pick takes one vars.NAME, or texts such as 'a','b'");
            }
            texts.add(argument.toString());
        }
        return placed(() -> new Expression.PickText(texts));
    }

    /** Texts as String, numbers as Long, variables as Expression. */
    private List<Object> arguments(String function) {
        var arguments = new ArrayList<>();
        if (at >= source.length() || source.charAt(at) != '(') {
            throw wrong("fn." + function + " needs parentheses: fn." + function + "(...)");
        }
        at++;
        spaces();
        boolean more = at < source.length() && source.charAt(at) != ')';
        while (more) {
            arguments.add(argument());
            spaces();
            more = at < source.length() && source.charAt(at) == ',';
            if (more) {
                at++;
                spaces();
            }
        }
        if (at >= source.length() || source.charAt(at) != ')') {
            throw wrong("expected , or ) in fn." + function + "(");
        }
        at++;
        return arguments;
    }

    private Object argument() {
        char first = at < source.length() ? source.charAt(at) : 0;
        if (first == '\'' || first == '"') {
            return quoted(first);
        }
        if (first == '-' || Character.isDigit(first)) {
            int start = at++;
            while (at < source.length() && Character.isDigit(source.charAt(at))) {
                at++;
            }
            return longOf(source.substring(start, at));
        }
        if (source.startsWith("vars.", at)) {
            at += 5;
            return new Expression.VariableValue(name());
        }
        throw wrong("an argument is a number, a text in quotes or vars.NAME");
    }

    private String quoted(char quote) {
        var text = new StringBuilder();
        at++;
        while (at < source.length()) {
            char c = source.charAt(at++);
            if (c != quote) {
                text.append(c);
            } else if (at < source.length() && source.charAt(at) == quote) {
                text.append(quote);
                at++;
            } else {
                return text.toString();
            }
        }
        throw wrong("a text in quotes does not end");
    }

    private long longOf(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw wrong(digits + " is not a number that fits");
        }
    }

    private long number(String function, Object argument) {
        if (argument instanceof Long value) {
            return value;
        }
        throw wrong("fn." + function + " takes whole numbers, not " + argument);
    }

    private void count(String function, List<Object> arguments, int expected) {
        if (arguments.size() != expected) {
            throw wrong("fn." + function + " takes " + expected + " arguments, not " + arguments.size());
        }
    }

    private String name() {
        String name = word();
        if (name.isEmpty()) {
            throw wrong("a name is missing after vars.");
        }
        return name;
    }

    private String word() {
        int start = at;
        while (at < source.length() && Expression.isNameCharacter(source.charAt(at))) {
            at++;
        }
        return source.substring(start, at);
    }

    private void spaces() {
        while (at < source.length() && source.charAt(at) == ' ') {
            at++;
        }
    }

    /** What a record refuses, with the place. */
    private <T> T placed(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what + " (at character " + (at + 1) + " of \"" + source + "\")");
    }
}
