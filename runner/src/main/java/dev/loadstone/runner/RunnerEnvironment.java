package dev.loadstone.runner;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the pod tells its runner.
 *
 * @param plan file of the plan
 * @param index of this runner: that of the first one of its Job, and its number within the Job
 * @param operator where to report to
 * @param token file of the token that shows who this is
 * @param authority file of the certificates that the operator is trusted by
 * @param terminationLog file of which the kubelet keeps the text
 */
record RunnerEnvironment(
        Path plan, int index, URI operator, Optional<Path> token, Optional<Path> authority, Path terminationLog) {

    /** @throws IllegalArgumentException names the variable that is missing or wrong */
    static RunnerEnvironment of(Map<String, String> variables) {
        String url = variables.get("LOADSTONE_OPERATOR_URL");
        if (url == null) {
            throw new IllegalArgumentException("LOADSTONE_OPERATOR_URL is not set");
        }
        return new RunnerEnvironment(
                Path.of(variables.getOrDefault("LOADSTONE_PLAN", "/etc/loadstone/plan.json")),
                Math.addExact(number(variables, "LOADSTONE_RUNNER_OFFSET"), number(variables, "JOB_COMPLETION_INDEX")),
                URI.create(url),
                Optional.ofNullable(variables.get("LOADSTONE_TOKEN")).map(Path::of),
                Optional.ofNullable(variables.get("LOADSTONE_CA")).map(Path::of),
                terminationLog(variables));
    }

    static Path terminationLog(Map<String, String> variables) {
        return Path.of(variables.getOrDefault("LOADSTONE_TERMINATION_LOG", "/dev/termination-log"));
    }

    private static int number(Map<String, String> variables, String name) {
        String text = variables.getOrDefault(name, "0");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is not a number: " + text, e);
        }
    }
}
