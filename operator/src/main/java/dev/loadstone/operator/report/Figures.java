package dev.loadstone.operator.report;

import dev.loadstone.protocol.Threshold;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Writes figures for people, the same in every locale: {@code 84.2 ms}, {@code 0.02 %}, {@code 12,204}, {@code
 * 1,214/s}.
 */
public final class Figures {
    private static final int DIGITS = 3;
    private static final int MOST_DIGITS = 12;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private Figures() {}

    /** {@code 90 us}, {@code 84.2 ms}, {@code 1.91 s}. */
    public static String time(double micros) {
        return of(Unit.MICROSECONDS, micros);
    }

    /** A ratio from 0 to 1 as {@code 0.02 %}; nothing but all is 100 %, and nothing but none is 0 %. */
    public static String share(double ratio) {
        return of(Unit.RATIO, ratio);
    }

    /** {@code 1,214/s}. */
    public static String rate(double perSecond) {
        return of(Unit.PER_SECOND, perSecond);
    }

    /** {@code 12,204}. */
    public static String count(long count) {
        return grouped(BigDecimal.valueOf(count));
    }

    /** A value in this unit. */
    public static String of(Unit unit, double value) {
        return exact(unit, rounded(unit, value, DIGITS));
    }

    /** A value of this unit, with as many digits as it takes to see on which side of the limit it is. */
    public static String beside(Unit unit, double value, double limit) {
        int side = Double.compare(value, limit);
        BigDecimal edge = BigDecimal.valueOf(limit);
        for (int digits = DIGITS; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = rounded(unit, value, digits);
            if (rounded.compareTo(edge) == side) {
                return exact(unit, rounded);
            }
        }
        return exact(unit, BigDecimal.valueOf(value));
    }

    /** The limit itself, to the last digit. */
    public static String limit(Unit unit, double limit) {
        return exact(unit, rounded(unit, limit, MOST_DIGITS));
    }

    /** What a threshold allows: {@code ≤ 800 ms}, {@code ≤ 1 % in every 30 s}. */
    public static String limits(Unit unit, Threshold threshold) {
        String most = threshold.max() == null ? "" : "≤ " + limit(unit, threshold.max());
        String least = threshold.min() == null ? "" : "≥ " + limit(unit, threshold.min());
        return least + (least.isEmpty() || most.isEmpty() ? "" : ", ") + most + window(threshold.window());
    }

    /** {@code  in every 30 s}, with a space before it; nothing where there is no window. */
    public static String window(Threshold.@Nullable Window window) {
        if (window == null) {
            return "";
        }
        return " in every " + time(window.lengthMillis() * 1e3)
                + (window.forMillis() == 0 ? "" : " for " + time(window.forMillis() * 1e3));
    }

    /** For a column: {@code 84ms}, {@code 1.9s}. */
    public static String timeColumn(long micros) {
        if (micros < 1000) {
            return micros + "us";
        }
        return micros < 999_500 ? column(micros / 1000.0) + "ms" : column(micros / 1_000_000.0) + "s";
    }

    /** For a column: {@code 0.02%}. */
    public static String shareColumn(double ratio) {
        return share(ratio).replace(" ", "");
    }

    /** For a column: {@code 300}, {@code 1.2k}, {@code 2.0M}. */
    public static String rateColumn(double perSecond) {
        if (perSecond < 999.5) {
            return perSecond == Math.rint(perSecond) ? String.valueOf((long) perSecond) : column(perSecond);
        }
        return perSecond < 999_500 ? column(perSecond / 1000) + "k" : column(perSecond / 1_000_000) + "M";
    }

    private static String column(double value) {
        return BigDecimal.valueOf(value)
                .setScale(value < 9.95 ? 1 : 0, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static BigDecimal rounded(Unit unit, double value, int digits) {
        BigDecimal exact = BigDecimal.valueOf(value);
        boolean ratio = unit == Unit.RATIO || unit == Unit.SCORE;
        boolean whole = unit == Unit.PER_SECOND || unit == Unit.USERS || unit == Unit.NUMBER;
        int wanted = unit == Unit.SCORE || unit == Unit.RATIO && value < 0.1 ? digits - 1 : digits;
        BigDecimal rounded =
                exact.round(new MathContext(whole ? Math.max(wanted, exact.precision() - exact.scale()) : wanted));
        for (int more = wanted; ratio && value < 1 && rounded.compareTo(BigDecimal.ONE) == 0; more++) {
            rounded = exact.round(new MathContext(more));
        }
        return rounded;
    }

    private static String exact(Unit unit, BigDecimal value) {
        return switch (unit) {
            case MICROSECONDS -> {
                if (value.compareTo(THOUSAND) < 0) {
                    yield grouped(value) + " us";
                }
                yield value.compareTo(MILLION) < 0
                        ? grouped(value.movePointLeft(3)) + " ms"
                        : grouped(value.movePointLeft(6)) + " s";
            }
            case RATIO -> grouped(value.multiply(HUNDRED)) + " %";
            case PER_SECOND -> grouped(value) + "/s";
            case USERS, SCORE, NUMBER -> grouped(value);
        };
    }

    private static String grouped(BigDecimal value) {
        String plain = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        int point = plain.indexOf('.');
        var text = new StringBuilder(plain);
        for (int at = (point < 0 ? plain.length() : point) - 3; at > (value.signum() < 0 ? 1 : 0); at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
