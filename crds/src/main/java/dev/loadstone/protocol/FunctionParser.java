package dev.loadstone.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a function and its arguments in a hole of a template. */
final class FunctionParser {
    private static final String FUNCTIONS = Stream.concat(
                    Stream.of("uuid", "randomInt", "randomString", "pick", "weightedPick", "now"),
                    Arrays.stream(Function.values()).map(Function::word))
            .collect(Collectors.joining(", "));

    private final TemplateCursor cursor;
    private final ExpressionParser expressions;

    FunctionParser(TemplateCursor cursor, ExpressionParser expressions) {
        this.cursor = cursor;
        this.expressions = expressions;
    }

    Expression function(String name) {
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
                yield cursor.placed(() -> new Expression.RandomInt(min, max));
            }
            case "randomString" -> {
                count(name, arguments, 1);
                int length = Math.clamp(number(name, arguments.get(0)), 0, Integer.MAX_VALUE);
                yield cursor.placed(() -> new Expression.RandomString(length));
            }
            case "pick" -> pick(arguments);
            case "weightedPick" -> weightedPick(arguments);
            case "now" -> now(arguments);
            default -> applied(name, arguments);
        };
    }

    private Expression applied(String name, List<Object> arguments) {
        Function function = Function.named(name)
                .orElseThrow(() -> cursor.wrong("no function is named \"" + name + "\"; there are: " + FUNCTIONS));
        return cursor.placed(() -> new Expression.Applied(function, ExpressionParser.values(arguments)));
    }

    private Expression pick(List<Object> arguments) {
        if (arguments.size() == 1 && arguments.getFirst() instanceof Expression.VariableValue(String name)) {
            return new Expression.PickVariable(name);
        }
        var texts = new ArrayList<String>();
        for (Object argument : arguments) {
            if (argument instanceof Expression) {
                throw cursor.wrong("fn.pick takes one vars.NAME, or texts such as 'a','b'");
            }
            texts.add(argument.toString());
        }
        return cursor.placed(() -> new Expression.PickText(texts));
    }

    private Expression weightedPick(List<Object> arguments) {
        if (arguments.size() % 2 != 0) {
            throw cursor.wrong("fn.weightedPick takes texts, each with its weight: 'a',9,'b',1");
        }
        var choices = new ArrayList<Expression.Weighted>();
        for (int i = 0; i < arguments.size(); i += 2) {
            Object text = arguments.get(i);
            if (text instanceof Expression) {
                throw cursor.wrong("fn.weightedPick takes texts, each with its weight: 'a',9,'b',1");
            }
            long weight = number("weightedPick", arguments.get(i + 1));
            choices.add(cursor.placed(() -> new Expression.Weighted(text.toString(), weight)));
        }
        return cursor.placed(() -> new Expression.WeightedPick(choices));
    }

    private Expression now(List<Object> arguments) {
        if (arguments.size() > 2 || !arguments.stream().allMatch(String.class::isInstance)) {
            throw cursor.wrong("fn.now takes a format such as 'yyyy-MM-dd', and an offset such as '-1d'");
        }
        String format = arguments.isEmpty() ? "" : (String) arguments.get(0);
        String offset = arguments.size() < 2 ? "" : (String) arguments.get(1);
        return cursor.placed(() -> new Expression.Now(format, offset.isEmpty() ? 0 : TimeOffset.millis(offset)));
    }

    private List<Object> arguments(String function) {
        if (!cursor.take('(')) {
            throw cursor.wrong("fn." + function + " needs parentheses: fn." + function + "(...)");
        }
        var arguments = new ArrayList<>();
        cursor.spaces();
        boolean more = !cursor.atEnd() && cursor.peek() != ')';
        while (more) {
            arguments.add(expressions.argument());
            cursor.spaces();
            more = cursor.take(',');
            cursor.spaces();
        }
        if (!cursor.take(')')) {
            throw cursor.wrong("expected , or ) in fn." + function + "(");
        }
        return arguments;
    }

    private long number(String function, Object argument) {
        if (argument instanceof Long value) {
            return value;
        }
        throw cursor.wrong("fn." + function + " takes whole numbers, not " + argument);
    }

    private void count(String function, List<Object> arguments, int expected) {
        if (arguments.size() != expected) {
            throw cursor.wrong("fn." + function + " takes " + expected + " arguments, not " + arguments.size());
        }
    }
}
