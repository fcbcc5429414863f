package dev.loadstone.operator;

import dev.loadstone.operator.observe.MetricsConfig;
import dev.loadstone.operator.smoke.SmokeTest;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the operator; with {@code --train} only for as long as it takes to learn which classes a start needs, with
 * {@code --smoke-test} none, but a test of the one that is installed.
 */
public final class OperatorMain {
    private static final int WRONG_USE = 2;

    private OperatorMain() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException, InterruptedException {
        ServerLimits.set();
        if (arguments.length == 1 && arguments[0].equals("--train")) {
            Training.run();
            System.exit(0);
        }
        if (arguments.length == 1 && arguments[0].equals("--smoke-test")) {
            System.exit(SmokeTest.passes(System.getenv(), ClusterClient.connect()) ? 0 : 1);
        }
        OperatorConfig config;
        MetricsConfig metrics;
        try {
            metrics = MetricsConfig.parse(System.getenv());
            config = OperatorConfig.parse(System.getenv());
        } catch (IllegalArgumentException e) {
            Logger log = LoggerFactory.getLogger(OperatorMain.class);
            log.error("The operator can't start: {}", e.getMessage());
            System.exit(WRONG_USE);
            return;
        }
        new OperatorProcess(config, metrics, ClusterClient.connect()).start();
    }
}
