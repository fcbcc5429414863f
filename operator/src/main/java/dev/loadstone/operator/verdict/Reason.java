package dev.loadstone.operator.verdict;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Why a test stands as it stands: the closed list of words that stand in {@code status.reason} and in conditions. */
public enum Reason {
    /** Every threshold held, on complete data. */
    ALL_THRESHOLDS_HELD,
    /** There is no threshold, and the data is complete. */
    NO_THRESHOLDS,
    /** At least one threshold of severity Fail was missed. */
    THRESHOLDS_FAILED,
    /** Not one request completed as expected, whatever the thresholds say. */
    ALL_REQUESTS_FAILED,
    /** Requests were answered as expected, but not one iteration got to its end. */
    ALL_ITERATIONS_FAILED,
    /** A threshold with abort was missed, and the run was ended. */
    ABORTED_BY_THRESHOLD,
    /** A threshold had too few samples. */
    TOO_FEW_SAMPLES,
    /** Not one request ended. */
    NO_SAMPLES,
    /** The generator itself was the bottleneck. */
    GENERATOR_SATURATED,
    /** A runner ended without its final report. */
    RUNNER_LOST,
    /** As RUNNER_LOST, by the memory limit. */
    RUNNER_OOM_KILLED,
    /** As RUNNER_LOST, by an eviction. */
    RUNNER_EVICTED,
    /** Final reports are missing, or a runner's sums do not agree. */
    RESULTS_INCOMPLETE,
    /** Seconds that windows need were told in sums alone, after the operator was restarted. */
    WINDOWS_UNSEEN,
    /** Thresholds ask for what was left out where a runner's summary had to stand for its final report. */
    DETAIL_LOST,
    /** No runner told how it did itself, so nobody knows whether the generator was the bottleneck. */
    GENERATOR_UNWATCHED,
    /** The runners did not start together. */
    START_SKEW_EXCEEDED,
    /** The spec changed during the run. */
    SPEC_CHANGED,
    /** A new run was asked for during the run. */
    RUN_REQUESTED,
    /** The next run of the schedule was due during the run. */
    REPLACED_BY_SCHEDULE,
    /** spec.suspend is true. */
    SUSPENDED,
    /** Stopped by hand. */
    STOPPED,
    /** The test ended itself: a user did, or data ran out. */
    ENDED_BY_TEST,
    /** The spec can't be planned. */
    INVALID_SPEC,
    /** The spec asks for what no LoadTestPolicy of its namespace allows, or goes where load does not go. */
    POLICY_VIOLATION,
    /** A LoadTestPolicy has frozen the namespace: its runs were drained. */
    FROZEN,
    /** A target's name resolved to an address that load may not go to. */
    TARGET_REFUSED,
    /** An image can't be pulled. */
    IMAGE_PULL_FAILED,
    /** No node takes a runner. */
    UNSCHEDULABLE,
    /** A quota, or another rule of the namespace, refuses a runner. */
    POD_REFUSED,
    /** A ConfigMap or Secret that the test refers to is missing. */
    CONFIG_MISSING,
    /** A runner's container starts and ends again. */
    RUNNER_CRASHED,
    /** A runner says that it can't do the run. */
    RUNNER_BROKEN,
    /** A request of the setup failed, or it took too long. */
    SETUP_FAILED,
    /** Runners are not ready within the start deadline. */
    START_DEADLINE_EXCEEDED,
    /** The run went on longer than its plan, its graceful stop and a margin. */
    RUN_DEADLINE_EXCEEDED,
    /** The spec is sound, and planned. */
    ACCEPTED,
    /** All runners are ready to start, or further. */
    RUNNERS_READY,
    /** All final reports are here, and agree. */
    RESULTS_COMPLETE,
    /** As many runs as may be are under way. */
    QUEUED,
    /** The next time of the schedule is waited for. */
    SCHEDULED,
    /** The run is being planned. */
    PLANNING,
    /** Runners are being started. */
    WAITING_FOR_RUNNERS,
    /** The setup is being done. */
    SETTING_UP,
    /** Load is being made. */
    RUNNING,
    /** Final reports are awaited. */
    FINISHING,
    /** The teardown is being done. */
    TEARING_DOWN;

    /** The word in the status: {@code ThresholdsFailed}. */
    public String word() {
        return Arrays.stream(name().split("_"))
                .map(part -> part.equals("OOM")
                        ? part
                        : part.charAt(0) + part.substring(1).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining());
    }
}
