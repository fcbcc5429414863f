package dev.loadstone.operator.workload;

import java.util.Objects;

/**
 * What all runners of this installation share.
 *
 * @param image of the runner, where a test names none
 * @param pullPolicy Always, IfNotPresent or Never
 * @param operatorUrl where runners report to
 * @param caPem the certificate authority that the operator's certificate is of
 */
public record RunnerSettings(String image, String pullPolicy, String operatorUrl, String caPem) {
    public RunnerSettings {
        Objects.requireNonNull(image, "image is null");
        Objects.requireNonNull(pullPolicy, "pullPolicy is null");
        Objects.requireNonNull(operatorUrl, "operatorUrl is null");
        Objects.requireNonNull(caPem, "caPem is null");
    }
}
