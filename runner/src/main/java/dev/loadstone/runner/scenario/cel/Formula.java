package dev.loadstone.runner.scenario.cel;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A compiled CEL expression. It may be evaluated by several threads at once. */
public final class Formula {
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
                    case Double none -> throw failure("it is no number: " + none, null);
                    case Number unsigned -> new BigDecimal(unsigned.toString());
                    case Object other -> throw failure("it is no number: " + other, null);
                };
        try {
            return number.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact();
        } catch (ArithmeticException e) {
            throw failure("it is too large: " + number, e);
        }
    }

    private Object value(Facts facts) {
        try {
            return program.eval(new FactResolver(facts));
        } catch (CelEvaluationException e) {
            throw failure(e.getMessage(), e);
        } catch (ClassCastException | IllegalArgumentException e) {
            // The interpreter meets a type that an overload does not take.
            throw failure(e.toString(), e);
        }
    }

    private IllegalStateException failure(String why, @Nullable Exception cause) {
        return new IllegalStateException("\"" + source + "\": " + why, cause);
    }
}
