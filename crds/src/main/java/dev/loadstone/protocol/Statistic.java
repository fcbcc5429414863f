package dev.loadstone.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A figure of a distribution of times: {@code mean}, {@code min}, {@code max} or a percentile such as {@code p99.9}. */
public sealed interface Statistic {
    /** @throws IllegalArgumentException for any other word */
    @JsonCreator
    static Statistic parse(String word) {
        return switch (word) {
            case "mean" -> new Mean();
            case "min" -> new Min();
            case "max" -> new Max();
            default -> {
                if (!word.matches("p[0-9]{1,2}(\\.[0-9]{1,3})?")) {
                    throw new IllegalArgumentException(
                            "\"" + word + "\" is no statistic; write p95, p99.9, mean, min or max");
                }
                yield new Percentile(Double.parseDouble(word.substring(1)));
            }
        };
    }

    /** This figure of the histogram, in microseconds; 0 for an empty one. */
    long ofMicros(LatencyHistogram histogram);

    /** The word it is written as. */
    @JsonValue
    String word();

    /** The value below or at which this percentage of the samples lies. */
    record Percentile(double percent) implements Statistic {
        public Percentile {
            if (!(percent >= 0 && percent < 100)) {
                throw new IllegalArgumentException("a percentile is from 0 to below 100: " + percent);
            }
            if (Math.rint(percent * 1000) / 1000 != percent) {
                throw new IllegalArgumentException("a percentile has three decimals at most: " + percent);
            }
        }

        @Override
        public long ofMicros(LatencyHistogram histogram) {
            return histogram.percentileMicros(percent);
        }

        @Override
        public String word() {
            return percent == Math.rint(percent) ? "p" + (long) percent : "p" + percent;
        }
    }

    /** The exact sum of the samples over their number. */
    record Mean() implements Statistic {
        @Override
        public long ofMicros(LatencyHistogram histogram) {
            return histogram.meanMicros();
        }

        @Override
        public String word() {
            return "mean";
        }
    }

    /** The exact smallest sample. */
    record Min() implements Statistic {
        @Override
        public long ofMicros(LatencyHistogram histogram) {
            return histogram.minMicros();
        }

        @Override
        public String word() {
            return "min";
        }
    }

    /** The exact largest sample. */
    record Max() implements Statistic {
        @Override
        public long ofMicros(LatencyHistogram histogram) {
            return histogram.maxMicros();
        }

        @Override
        public String word() {
            return "max";
        }
    }
}
