package dev.loadstone.protocol;

/** What is kept of the values of a metric of the test's own. */
public enum MetricKind {
    /** Their sum. */
    COUNTER,
    /** The last of them; also the smallest and the largest. */
    GAUGE,
    /** How many were true. */
    RATE,
    /** Their distribution. */
    HISTOGRAM
}
