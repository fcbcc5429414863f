package dev.loadstone.runner;

import dev.loadstone.protocol.PlanDigest;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunPlan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the pod tells its runner.
 *
 * @param plan file of the plan
 * @param planDigest that the plan has which the operator wrote
 * @param index of this runner: that of the first one of its Job, and its number within the Job
 * @param operator where to report to
 * @param token file of the token that shows who this is
 * @param authority file of the certificates that the operator is trusted by
 * @param terminationLog file of which the kubelet keeps the text
 */
record RunnerEnvironment(
        Path plan,
        Optional<String> planDigest,
        int index,
        URI operator,
        Optional<Path> token,
        Optional<Path> authority,
        Path terminationLog) {

    /** @throws IllegalArgumentException names the variable that is missing or wrong */
    static RunnerEnvironment of(Map<String, String> variables) {
        String url = variables.get("LOADSTONE_OPERATOR_URL");
        if (url == null) {
            throw new IllegalArgumentException("LOADSTONE_OPERATOR_URL is not set");
        }
        return new RunnerEnvironment(
                Path.of(variables.getOrDefault("LOADSTONE_PLAN", "/etc/loadstone/plan.json")),
                Optional.ofNullable(variables.get("LOADSTONE_PLAN_SHA256")),
                Math.addExact(number(variables, "LOADSTONE_RUNNER_OFFSET"), number(variables, "JOB_COMPLETION_INDEX")),
                URI.create(url),
                Optional.ofNullable(variables.get("LOADSTONE_TOKEN")).map(Path::of),
                Optional.ofNullable(variables.get("LOADSTONE_CA")).map(Path::of),
                terminationLog(variables));
    }

    /** @throws IllegalArgumentException the file has no plan, or not the operator's */
    RunPlan readPlan() throws IOException {
        byte[] json = Files.readAllBytes(plan);
        if (planDigest.filter(digest -> !digest.equals(PlanDigest.of(json))).isPresent()) {
            throw new IllegalArgumentException(
                    "somebody has put another plan in the place of the operator's: find out who may write ConfigMaps here");
        }
        return ProtocolJson.read(json, RunPlan.class);
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
