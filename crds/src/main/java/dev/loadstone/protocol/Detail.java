package dev.loadstone.protocol;

/** How far the figures of a runner are told apart, the finest first. */
public enum Detail {
    /** As they were measured. */
    WHOLE,
    /** Counts, errors, checks and response times by phase, scenario and name; no other times, no groups and no metrics. */
    RESPONSE_TIMES,
    /** Counts, errors and response times of all measured requests together. */
    TOTALS
}
