package dev.loadstone.operator.collect;

import dev.loadstone.protocol.Errand;
import dev.loadstone.protocol.RunnerReport;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a runner last told besides its figures, which goes on after its final report. It says so again with each report, so that
 * nothing is lost with an operator's memory.
 *
 * @param sequence of the report that it is from
 * @param errand the latest one that the runner was told to do; null for none
 * @param endsTest whether a user of the runner has ended the test, for all runners
 */
public record Notice(long sequence, @Nullable Errand errand, boolean endsTest) {
    /** Each runner is given the variables: what a setup may hand on is bounded. */
    private static final int MOST_CHARS = 256 << 10;

    private static final int MOST_VARIABLES = 1000;
    private static final int LONGEST_MESSAGE = 1000;

    static final Notice NONE = new Notice(-1, null, false);

    /** This notice with the report taken in; itself, where the report is older. */
    Notice accept(RunnerReport report) {
        if (report.sequence() <= sequence) {
            return this;
        }
        Errand told = report.errand();
        return new Notice(
                report.sequence(),
                told == null ? errand : bounded(told),
                endsTest || Boolean.TRUE.equals(report.endTest()));
    }

    /** Whether the stage of the run may rest on what is new in it. */
    boolean isFurtherThan(Notice before) {
        return endsTest != before.endsTest || !stage(errand).equals(stage(before.errand));
    }

    private static String stage(@Nullable Errand errand) {
        return errand == null ? "" : errand.kind() + " " + errand.state();
    }

    private static Errand bounded(Errand errand) {
        long chars = errand.variables().entrySet().stream()
                .mapToLong(
                        each -> each.getKey().length() + each.getValue().text().length())
                .sum();
        if (chars > MOST_CHARS || errand.variables().size() > MOST_VARIABLES) {
            String message = "it sets %d variables of %d characters; at most %d of %d can be given to all runners"
                    .formatted(errand.variables().size(), chars, MOST_VARIABLES, MOST_CHARS);
            return new Errand(errand.kind(), Errand.State.FAILED, message, Map.of());
        }
        String message = errand.message();
        return message.length() <= LONGEST_MESSAGE
                ? errand
                : new Errand(
                        errand.kind(),
                        errand.state(),
                        message.substring(0, LONGEST_MESSAGE) + "...",
                        errand.variables());
    }
}
