package dev.loadstone.runner.scenario;

/** Takes down what a user measures itself, beside its requests. */
public interface Recorder {
    /** A group came to its end. */
    void group(int group, long nanos);

    /** A group did not come to its end. */
    void groupFailed(int group);

    /**
     * A value of a metric.
     *
     * @param thousandths the value; 0 for a rate
     * @param truth of a rate; false for the others
     */
    void metric(int metric, long thousandths, boolean truth);
}
