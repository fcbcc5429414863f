package dev.loadstone.operator.workload;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * What all runners of this installation share.
 *
 * @param image of the runner, where a test names none
 * @param pullPolicy Always, IfNotPresent or Never
 * @param operatorUrl where runners report to
 * @param authority the certificate authority that the operator's certificate is of, as PEM: it may be another next time
 */
public record RunnerSettings(String image, String pullPolicy, String operatorUrl, Supplier<String> authority) {
    public RunnerSettings {
        Objects.requireNonNull(image, "image is null");
        Objects.requireNonNull(pullPolicy, "pullPolicy is null");
        Objects.requireNonNull(operatorUrl, "operatorUrl is null");
        Objects.requireNonNull(authority, "authority is null");
    }
}
