package dev.loadstone.cli.console;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunPlan;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What is about to happen, in a line: {@code quickstart · 2 scenarios · 10 users, then 50/s · 14s}. */
public final class Headline {
    private Headline() {}

    public static String of(RunPlan plan) {
        int scenarios = plan.scenarios().size();
        return String.join(
                " · ",
                plan.name(),
                scenarios + (scenarios == 1 ? " scenario" : " scenarios"),
                loads(plan),
                length(plan.durationMillis()));
    }

    /** In the order of their beginnings: {@code 8 users + 30/s, then 50/s}. */
    private static String loads(RunPlan plan) {
        var text = new StringBuilder();
        long end = 0;
        for (Phase phase : measured(plan)) {
            text.append(text.isEmpty() ? "" : phase.startMillis() < end ? " + " : ", then ")
                    .append(load(phase));
            end = Math.max(end, phase.endMillis());
        }
        return text.toString();
    }

    private static List<Phase> measured(RunPlan plan) {
        return plan.phases().stream()
                .filter(phase -> !phase.warmup())
                .sorted(Comparator.comparingLong(Phase::startMillis))
                .toList();
    }

    /** {@code 10 users}, {@code 60 users for 1 iteration each}, {@code 50/s}, {@code 10 to 50/s}. */
    private static String load(Phase phase) {
        return switch (phase.load()) {
            case LoadShape.Closed closed ->
                range(closed.from(), closed.users())
                        + (closed.mostUsers() == 1 ? " user" : " users")
                        + iterations(closed.iterations(), "")
                        + iterations(closed.iterationsPerUser(), " each");
            case LoadShape.Open open -> range(open.from(), open.rate()) + "/" + per(open.perMillis());
        };
    }

    private static String iterations(long count, String each) {
        return count == 0 ? "" : " for " + number(count) + (count == 1 ? " iteration" : " iterations") + each;
    }

    private static String range(long from, long to) {
        return from == to ? number(to) : number(from) + " to " + number(to);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String per(long millis) {
        return millis == 1000 ? "s" : length(millis);
    }

    /** {@code 1m40s}, {@code 14s}, {@code 250ms}. */
    static String length(long millis) {
        return Duration.ofMillis(millis).toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
