package dev.loadstone.cli.local;

import dev.loadstone.operator.report.Report;
import java.util.Objects;

/**
 * How a local run stands.
 *
 * @param elapsedMillis since the start instant; negative before
 */
public record Moment(Report report, Stage stage, long elapsedMillis) {
    public Moment {
        Objects.requireNonNull(report, "report is null");
        Objects.requireNonNull(stage, "stage is null");
    }

    /** What is being done. */
    public enum Stage {
        ARMING,
        SETTING_UP,
        RUNNING,
        TEARING_DOWN
    }
}
