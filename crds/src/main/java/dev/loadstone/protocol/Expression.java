package dev.loadstone.protocol;

import java.util.List;

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
            return texts.stream()
                    .map(text -> "'" + text.replace("'", "''") + "'")
                    .collect(java.util.stream.Collectors.joining(",", "fn.pick(", ")"));
        }
    }

    private static void requireName(String name) {
        if (name.isEmpty() || !name.chars().allMatch(Expression::isNameCharacter)) {
            throw new IllegalArgumentException("not a variable's name: \"" + name + "\"");
        }
    }

    /** Whether it may stand in a name. */
    static boolean isNameCharacter(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
}
