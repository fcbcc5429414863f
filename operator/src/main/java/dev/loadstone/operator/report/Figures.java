package dev.loadstone.operator.report;

import dev.loadstone.protocol.Threshold;
import dev.loadstone.protocol.Threshold.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

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
        return of(Metric.RESPONSE_TIME, micros);
    }

    /** A ratio from 0 to 1 as {@code 0.02 %}; nothing but all is 100 %, and nothing but none is 0 %. */
    public static String share(double ratio) {
        return of(Metric.ERROR_RATE, ratio);
    }

    /** {@code 1,214/s}. */
    public static String rate(double perSecond) {
        return of(Metric.REQUEST_RATE, perSecond);
    }

    /** {@code 12,204}. */
    public static String count(long count) {
        return grouped(BigDecimal.valueOf(count));
    }

    /** A value of this metric. */
    public static String of(Metric metric, double value) {
        return exact(metric, rounded(metric, value, DIGITS));
    }

    /** A value of this metric, with as many digits as it takes to see on which side of the limit it is. */
    public static String beside(Metric metric, double value, double limit) {
        int side = Double.compare(value, limit);
        BigDecimal edge = BigDecimal.valueOf(limit);
        for (int digits = DIGITS; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = rounded(metric, value, digits);
            if (rounded.compareTo(edge) == side) {
                return exact(metric, rounded);
            }
        }
        return exact(metric, BigDecimal.valueOf(value));
    }

    /** The limit itself, to the last digit. */
    public static String limit(Metric metric, double limit) {
        return exact(metric, rounded(metric, limit, MOST_DIGITS));
    }

    /** What a threshold allows: {@code ≤ 800 ms}. */
    public static String limits(Threshold threshold) {
        String most = threshold.max() == null ? "" : "≤ " + limit(threshold.metric(), threshold.max());
        String least = threshold.min() == null ? "" : "≥ " + limit(threshold.metric(), threshold.min());
        return least + (least.isEmpty() || most.isEmpty() ? "" : ", ") + most;
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

    private static BigDecimal rounded(Metric metric, double value, int digits) {
        BigDecimal exact = BigDecimal.valueOf(value);
        boolean ratio = metric == Metric.ERROR_RATE || metric == Metric.CHECK_RATE;
        int wanted = ratio && value < 0.1 ? digits - 1 : digits;
        int whole = exact.precision() - exact.scale();
        BigDecimal rounded =
                exact.round(new MathContext(metric == Metric.REQUEST_RATE ? Math.max(wanted, whole) : wanted));
        for (int more = wanted; ratio && value < 1 && rounded.compareTo(BigDecimal.ONE) == 0; more++) {
            rounded = exact.round(new MathContext(more));
        }
        return rounded;
    }

    private static String exact(Metric metric, BigDecimal value) {
        return switch (metric) {
            case RESPONSE_TIME, SERVICE_TIME -> {
                if (value.compareTo(THOUSAND) < 0) {
                    yield grouped(value) + " us";
                }
                yield value.compareTo(MILLION) < 0
                        ? grouped(value.movePointLeft(3)) + " ms"
                        : grouped(value.movePointLeft(6)) + " s";
            }
            case ERROR_RATE, CHECK_RATE -> grouped(value.multiply(HUNDRED)) + " %";
            case REQUEST_RATE -> grouped(value) + "/s";
            default -> grouped(value);
        };
    }

    private static String grouped(BigDecimal value) {
        String plain = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        int point = plain.indexOf('.');
        var text = new StringBuilder(plain);
        for (int at = (point < 0 ? plain.length() : point) - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
