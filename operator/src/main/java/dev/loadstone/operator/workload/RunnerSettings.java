package dev.loadstone.operator.workload;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What all runners of this installation share.
 *
 * @param image of the runner, where a test names none
 * @param pullPolicy Always, IfNotPresent or Never
 * @param pullSecrets names of Secrets with which images are pulled, besides those that a test names
 * @param operatorUrl where runners report to
 * @param authority the certificate authority that the operator's certificate is of, as PEM: it may be another next time
 * @param linger for how long a runner offers its final report before it leaves a summary
 */
public record RunnerSettings(
        String image,
        String pullPolicy,
        List<String> pullSecrets,
        String operatorUrl,
        Supplier<String> authority,
        Duration linger) {
    private static final Duration LINGER = Duration.ofMinutes(10);

    /** The same with a usual time to offer final reports, and no Secrets. */
    public RunnerSettings(String image, String pullPolicy, String operatorUrl, Supplier<String> authority) {
        this(image, pullPolicy, List.of(), operatorUrl, authority, LINGER);
    }

    public RunnerSettings {
        Objects.requireNonNull(image, "image is null");
        Objects.requireNonNull(pullPolicy, "pullPolicy is null");
        pullSecrets = List.copyOf(pullSecrets);
        Objects.requireNonNull(operatorUrl, "operatorUrl is null");
        Objects.requireNonNull(authority, "authority is null");
        Objects.requireNonNull(linger, "linger is null");
    }
}
