package dev.loadstone.runner.scenario.cel;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A compiled CEL expression. It may be evaluated by several threads at once. */
public final class Formula {
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

    private final String source;
    private final CelRuntime.Program program;
    private final Uses uses;

    Formula(String source, CelRuntime.Program program, Uses uses) {
        this.source = source;
        this.program = program;
        this.uses = uses;
    }

    public Uses uses() {
        return uses;
    }

    /** @throws IllegalStateException says why it can't be evaluated, or is neither true nor false */
    public boolean truth(Facts facts) {
        if (value(facts) instanceof Boolean truth) {
            return truth;
        }
        throw failure("it is neither true nor false", null);
    }

    /**
     * The number that it is, rounded to a whole number of thousandths.
     *
     * @throws IllegalStateException says why it can't be evaluated, or is no number that fits
     */
    public long thousandths(Facts facts) {
        BigDecimal number =
                switch (value(facts)) {
                    case Long whole -> BigDecimal.valueOf(whole);
                    case Double fraction when Double.isFinite(fraction) -> BigDecimal.valueOf(fraction);
                    case Double none -> throw failure("it is no number", null);
                    case Number unsigned -> new BigDecimal(unsigned.toString());
                    case Object other -> throw failure("it is no number", null);
                };
        try {
            return number.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact();
        } catch (ArithmeticException e) {
            throw failure("it is too large", e);
        }
    }

    private Object value(Facts facts) {
        try {
            return program.eval(new FactResolver(facts));
        } catch (CelEvaluationException e) {
            throw failure(words(e), e);
        } catch (ClassCastException | IllegalArgumentException e) {
            // The interpreter meets a type that an overload does not take.
            throw failure("a value has a type that does not fit", e);
        }
    }

    /** Never with a value, which may be a secret: of names only those that stand in the expression. */
    private String words(CelEvaluationException e) {
        if (e.getCause() instanceof IllegalStateException own) {
            return String.valueOf(own.getMessage());
        }
        Matcher quoted = QUOTED.matcher(String.valueOf(e.getMessage()));
        String name = quoted.find() && source.contains(quoted.group(1)) ? ": " + quoted.group(1) : "";
        return switch (e.getErrorCode()) {
            case ATTRIBUTE_NOT_FOUND -> "there is no such key" + name;
            case INDEX_OUT_OF_BOUNDS -> "a list is shorter than that";
            case BAD_FORMAT, INVALID_ARGUMENT -> "a value can't be converted, or is not what a function takes";
            case NUMERIC_OVERFLOW -> "a number is too large";
            case DIVIDE_BY_ZERO -> "it divides by zero";
            case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD, TYPE_NOT_FOUND ->
                "a value has a type that does not fit" + name;
            case ITERATION_BUDGET_EXCEEDED -> "it goes over too long a list";
            case DUPLICATE_ATTRIBUTE, INTERNAL_ERROR -> "it can't be evaluated";
        };
    }

    private IllegalStateException failure(String why, @Nullable Exception cause) {
        return new IllegalStateException("\"" + source + "\": " + why, cause);
    }
}
