package dev.loadstone.shop;

import java.util.concurrent.TimeUnit;

/** A law of delays, given by its quantile function. */
sealed interface Law {
    /** The longest delay. */
    double MAX_MILLIS = 60_000;

    /** The delay that the share {@code u} of all delays does not exceed, {@code 0 < u < 1}. */
    double quantileMillis(double u);

    /** The same, as a timer takes it. */
    default long quantileNanos(double u) {
        return Math.round(Math.clamp(quantileMillis(u), 0, MAX_MILLIS) * TimeUnit.MILLISECONDS.toNanos(1));
    }

    /** Always the same. */
    record Constant(double millis) implements Law {
        @Override
        public double quantileMillis(double u) {
            return millis;
        }
    }

    /** Any between two bounds, each as likely. */
    record Uniform(double minMillis, double maxMillis) implements Law {
        public Uniform {
            if (minMillis > maxMillis) {
                throw new Refusal(400, "min is above max");
            }
        }

        @Override
        public double quantileMillis(double u) {
            return minMillis + u * (maxMillis - minMillis);
        }
    }

    /**
     * Without memory: mostly short, with a long tail. Its median is {@code mean * ln 2}, its p99 {@code mean * ln
     * 100}.
     */
    record Exponential(double meanMillis) implements Law {
        @Override
        public double quantileMillis(double u) {
            return -meanMillis * Math.log1p(-u);
        }
    }

    /**
     * Two lengths and nothing between.
     *
     * @param slowShare of all delays, from 0 to 1
     */
    record Bimodal(double fastMillis, double slowMillis, double slowShare) implements Law {
        @Override
        public double quantileMillis(double u) {
            return u < 1 - slowShare ? fastMillis : slowMillis;
        }
    }
}
