package dev.loadstone.protocol;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** What may stand between {@code $(} and {@code )} in a template, before its filters. */
public sealed interface Expression {
    /** The text that parses to this. */
    String source();

    /** {@code vars.name}: a variable of the plan, or what a capture of the same user set. */
    record VariableValue(String name) implements Expression {
        public VariableValue {
            requireName(name);
        }

        @Override
        public String source() {
            return "vars." + name;
        }
    }

    /** {@code user.id}: a number from 1, no two users of a run have the same. */
    record UserId() implements Expression {
        @Override
        public String source() {
            return "user.id";
        }
    }

    /** {@code fn.uuid()}: a random UUID, version 4. */
    record Uuid() implements Expression {
        @Override
        public String source() {
            return "fn.uuid()";
        }
    }

    /** {@code fn.randomInt(min,max)}: a whole number, both ends included. */
    record RandomInt(long min, long max) implements Expression {
        public RandomInt {
            if (max < min || max - min < 0) {
                throw new IllegalArgumentException("fn.randomInt: no range from " + min + " to " + max);
            }
        }

        @Override
        public String source() {
            return "fn.randomInt(" + min + "," + max + ")";
        }
    }

    /** {@code fn.randomString(length)}: letters and digits, 1 to 1024 of them. */
    record RandomString(int length) implements Expression {
        public RandomString {
            if (length < 1 || length > 1024) {
                throw new IllegalArgumentException("fn.randomString: length is 1 to 1024, not " + length);
            }
        }

        @Override
        public String source() {
            return "fn.randomString(" + length + ")";
        }
    }

    /** {@code fn.pick(vars.name)}: one of a variable's values, each as likely as the other. */
    record PickVariable(String name) implements Expression {
        public PickVariable {
            requireName(name);
        }

        @Override
        public String source() {
            return "fn.pick(vars." + name + ")";
        }
    }

    /** {@code fn.pick('a','b')}: one of these texts, each as likely as the other. */
    record PickText(List<String> texts) implements Expression {
        public PickText {
            texts = List.copyOf(texts);
            if (texts.isEmpty()) {
                throw new IllegalArgumentException("fn.pick needs something to pick from");
            }
        }

        @Override
        public String source() {
            return texts.stream().map(Expression::quoted).collect(Collectors.joining(",", "fn.pick(", ")"));
        }
    }

    /** {@code user.iteration}: the number of the user's iteration, from 1. */
    record UserIteration() implements Expression {
        @Override
        public String source() {
            return "user.iteration";
        }
    }

    /** {@code data.feeder.column}, or {@code data.feeder} of rows that are single values. */
    record DataValue(String feeder, String column) implements Expression {
        public DataValue {
            requireName(feeder);
            if (!column.isEmpty()) {
                requireName(column);
            }
        }

        @Override
        public String source() {
            return column.isEmpty() ? "data." + feeder : "data." + feeder + "." + column;
        }
    }

    /** {@code file.name}: the bytes of a file of the plan. */
    record FileContent(String name) implements Expression {
        public FileContent {
            requireName(name);
        }

        @Override
        public String source() {
            return "file." + name;
        }
    }

    /** {@code fn.weightedPick('a',9,'b',1)}: one of these texts, as often as its weight says. */
    record WeightedPick(List<Weighted> choices) implements Expression {
        public WeightedPick {
            choices = List.copyOf(choices);
            if (choices.isEmpty()) {
                throw new IllegalArgumentException("fn.weightedPick needs something to pick from");
            }
        }

        @Override
        public String source() {
            return choices.stream()
                    .map(choice -> quoted(choice.text()) + "," + choice.weight())
                    .collect(Collectors.joining(",", "fn.weightedPick(", ")"));
        }
    }

    /** A text and how often it is picked in relation to others. */
    record Weighted(String text, long weight) {
        public Weighted {
            Objects.requireNonNull(text, "text is null");
            if (weight < 1 || weight > 1_000_000) {
                throw new IllegalArgumentException("fn.weightedPick: a weight is 1 to 1000000, not " + weight);
            }
        }
    }

    /**
     * {@code fn.now('yyyy-MM-dd','-1d')}: the time when it is sent, in UTC.
     *
     * @param format of {@link java.time.format.DateTimeFormatter}, or {@code epochMillis}, {@code epochSeconds}; empty for ISO 8601
     */
    record Now(String format, long offsetMillis) implements Expression {
        public Now {
            boolean epoch = format.equals("epochMillis") || format.equals("epochSeconds");
            if (!epoch && !format.isEmpty()) {
                DateTimeFormatter.ofPattern(format, Locale.ROOT);
            }
        }

        @Override
        public String source() {
            if (offsetMillis == 0) {
                return format.isEmpty() ? "fn.now()" : "fn.now(" + quoted(format) + ")";
            }
            return "fn.now(" + quoted(format) + ",'" + offsetMillis + "ms')";
        }
    }

    /** {@code fn.base64(vars.name)}: what a function makes of values. */
    record Applied(Function function, List<Expression> arguments) implements Expression {
        public Applied {
            Objects.requireNonNull(function, "function is null");
            arguments = List.copyOf(arguments);
            if (arguments.size() != function.arity()) {
                throw new IllegalArgumentException("fn." + function.word() + " takes " + function.arity()
                        + (function.arity() == 1 ? " argument" : " arguments") + ", not " + arguments.size());
            }
        }

        @Override
        public String source() {
            return arguments.stream()
                    .map(Expression::source)
                    .collect(Collectors.joining(",", "fn." + function.word() + "(", ")"));
        }
    }

    /** {@code 'text'}: stands for itself, as an argument of a function. */
    record Literal(String text) implements Expression {
        public Literal {
            Objects.requireNonNull(text, "text is null");
        }

        @Override
        public String source() {
            return quoted(text);
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static void requireName(String name) {
        if (name.isEmpty() || !name.chars().allMatch(Expression::isNameCharacter)) {
            throw new IllegalArgumentException("not a name: \"" + name + "\"");
        }
    }

    /** Whether it may stand in a name. */
    static boolean isNameCharacter(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
}
