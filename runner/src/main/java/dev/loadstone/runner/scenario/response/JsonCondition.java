package dev.loadstone.runner.scenario.response;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.Expectation.Relation;
import dev.loadstone.runner.scenario.cel.Facts;
import dev.loadstone.runner.scenario.json.JsonQuery;
import dev.loadstone.runner.scenario.json.JsonText;
import java.util.Arrays;

/** A value at a path stands in a relation to an operand, of which the number counts only where the relation is one of numbers. */
record JsonCondition(JsonQuery query, Relation relation, byte[] operand, double number) implements Condition.OfBody {
    /** So many digits a double holds exactly. */
    private static final int EXACT_DIGITS = 15;

    static JsonCondition of(Expectation.Json expectation) {
        boolean numeric =
                switch (expectation.relation()) {
                    case EXISTS, NOT_EMPTY, EQUALS -> false;
                    case GREATER_THAN, LESS_THAN -> true;
                };
        String operand = expectation.operand();
        return new JsonCondition(
                new JsonQuery(expectation.path()),
                expectation.relation(),
                operand.getBytes(UTF_8),
                numeric ? number(operand) : 0);
    }

    private static double number(String operand) {
        try {
            return Double.parseDouble(operand);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number to compare with: \"" + operand + "\"", e);
        }
    }

    @Override
    public boolean holds(Response response, Facts facts) {
        if (!response.has(query)) {
            return false;
        }
        byte[] json = response.body().bytes();
        int start = response.scanner().start();
        int end = response.scanner().end();
        return switch (relation) {
            case EXISTS -> true;
            case NOT_EMPTY -> !isEmpty(json, start, end);
            case EQUALS -> isOperand(json, start, end);
            case GREATER_THAN -> isNumber(json, start) && number(json, start, end) > number;
            case LESS_THAN -> isNumber(json, start) && number(json, start, end) < number;
        };
    }

    private static boolean isEmpty(byte[] json, int start, int end) {
        return switch (json[start]) {
            case 'n', 'f' -> true;
            case '"' -> end - start == 2;
            case '[', '{' -> {
                int at = start + 1;
                while (json[at] <= ' ') {
                    at++;
                }
                yield at == end - 1;
            }
            default -> false;
        };
    }

    private boolean isOperand(byte[] json, int start, int end) {
        if (json[start] == '"') {
            return JsonText.equals(json, start + 1, end - 1, operand);
        }
        return Arrays.equals(json, start, end, operand, 0, operand.length);
    }

    private static boolean isNumber(byte[] json, int start) {
        byte first = json[start];
        return first == '-' || first >= '0' && first <= '9';
    }

    private static double number(byte[] json, int start, int end) {
        boolean negative = json[start] == '-';
        int from = negative ? start + 1 : start;
        long digits = 0;
        for (int at = from; at < end; at++) {
            byte b = json[at];
            if (b < '0' || b > '9' || end - from > EXACT_DIGITS) {
                return Double.parseDouble(new String(json, start, end - start, US_ASCII));
            }
            digits = digits * 10 + b - '0';
        }
        return negative ? -digits : digits;
    }
}
