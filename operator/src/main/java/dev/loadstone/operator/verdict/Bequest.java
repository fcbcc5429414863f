package dev.loadstone.operator.verdict;

import dev.loadstone.operator.report.Figures;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.report.RunnerPart;
import dev.loadstone.protocol.Reduction;
import java.util.List;
import java.util.stream.Collectors;

/** Says of which runners a summary in the pod's termination message stands for the final report, and what it lacks. */
final class Bequest {
    private static final int SHOWN = 10;

    private Bequest() {}

    /** Empty where every final report came that is known of. */
    static String sentence(Report report) {
        List<RunnerPart> left =
                report.runners().stream().filter(RunnerPart::summarized).toList();
        if (left.isEmpty()) {
            return "";
        }
        String who = left.stream()
                .limit(SHOWN)
                .map(each -> Integer.toString(each.runner()))
                .collect(Collectors.joining(", "));
        String more = left.size() > SHOWN ? ", and " + (left.size() - SHOWN) + " more" : "";
        String sentence = " %d of %d runners could not deliver a final report (%s%s): "
                + "what they left in their pods' termination messages is used, %s.";
        return sentence.formatted(left.size(), report.plan().runners(), who, more, lacks(report.reduction()));
    }

    private static String lacks(Reduction left) {
        String times = "and response times are exact to " + Figures.share(1.0 / (1 << left.bits()));
        return switch (left.detail()) {
            case WHOLE -> "and nothing is missing";
            case RESPONSE_TIMES -> "which has no other times, groups or metrics, " + times;
            case TOTALS -> "which tells nothing by name or phase, " + times;
        };
    }
}
