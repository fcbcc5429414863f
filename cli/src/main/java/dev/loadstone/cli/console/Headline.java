package dev.loadstone.cli.console;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunPlan;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is about to happen, in a line: {@code quickstart · 2 scenarios · 10 users, then 50/s · 14s}. */
public final class Headline {
    private Headline() {}

    public static String of(RunPlan plan) {
        int scenarios = plan.scenarios().size();
        return String.join(
                " · ",
                plan.name(),
                scenarios + (scenarios == 1 ? " scenario" : " scenarios"),
                plan.phases().stream()
                        .filter(phase -> !phase.warmup())
                        .map(Headline::load)
                        .collect(Collectors.joining(", then ")),
                length(plan.durationMillis()));
    }

    /** {@code 10 users}, {@code 50/s}, {@code 10 to 50/s}. */
    private static String load(Phase phase) {
        return switch (phase.load()) {
            case LoadShape.Closed closed ->
                range(closed.from(), closed.users())
                        + (Math.max(closed.from(), closed.users()) == 1 ? " user" : " users");
            case LoadShape.Open open -> range(open.from(), open.rate()) + "/" + per(open.perMillis());
        };
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
