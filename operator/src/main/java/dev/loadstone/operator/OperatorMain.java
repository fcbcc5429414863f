package dev.loadstone.operator;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the operator. */
public final class OperatorMain {
    private static final int WRONG_USE = 2;

    private OperatorMain() {}

    public static void main(String[] arguments) throws IOException {
        ServerLimits.set();
        OperatorConfig config;
        try {
            config = OperatorConfig.parse(System.getenv());
        } catch (IllegalArgumentException e) {
            Logger log = LoggerFactory.getLogger(OperatorMain.class);
            log.error("The operator can't start: {}", e.getMessage());
            System.exit(WRONG_USE);
            return;
        }
        new OperatorProcess(config, ClusterClient.connect()).start();
    }
}
