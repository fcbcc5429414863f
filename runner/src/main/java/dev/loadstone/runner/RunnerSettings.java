package dev.loadstone.runner;

import dev.loadstone.runner.http.Transport;
import java.util.Map;

/**
 * What a runner is told beside the plan.
 *
 * @param environment where the plan's variables of the environment are found
 * @param loops number of event loops; 0 for as many as fit the machine
 * @param warmUpMillis for how long the JVM is warmed up before the runner is armed; 0 for not at all
 * @param lingerMillis for how long the final report is offered
 */
public record RunnerSettings(Map<String, String> environment, int loops, long warmUpMillis, long lingerMillis) {
    /** Name of the variable of the environment that names the transport. */
    public static final String TRANSPORT = "LOADSTONE_TRANSPORT";

    /** Name of the variable that tells for how long the final report is offered to an operator that is away. */
    static final String LINGER = "LOADSTONE_LINGER_MILLIS";

    private static final long WARM_UP_MILLIS = 400;
    private static final long LINGER_MILLIS = 600_000;

    public RunnerSettings {
        environment = Map.copyOf(environment);
        if (loops < 0 || warmUpMillis < 0 || lingerMillis < 0) {
            throw new IllegalArgumentException("loops, warmUpMillis or lingerMillis is negative");
        }
    }

    /**
     * What a pod uses.
     *
     * @throws IllegalArgumentException the environment has a number that is none
     */
    public static RunnerSettings standard(Map<String, String> environment) {
        String linger = environment.getOrDefault(LINGER, Long.toString(LINGER_MILLIS));
        try {
            return new RunnerSettings(environment, 0, WARM_UP_MILLIS, Long.parseLong(linger));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(LINGER + " is not a number: " + linger, e);
        }
    }

    /**
     * What the environment asks for, else the best that there is.
     *
     * @throws IllegalArgumentException it asks for something that is none
     */
    Transport transport() {
        return Transport.named(environment.getOrDefault(TRANSPORT, ""));
    }

    int loopCount() {
        return loops > 0 ? loops : Loops.fitting(Runtime.getRuntime().availableProcessors());
    }
}
