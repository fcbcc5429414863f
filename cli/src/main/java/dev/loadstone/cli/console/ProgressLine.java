package dev.loadstone.cli.console;

import dev.loadstone.cli.local.Moment;
import dev.loadstone.operator.measure.Results;
import dev.loadstone.operator.report.Figures;
import dev.loadstone.operator.report.Report;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Timing;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Tells how a run stands: a line that moves on a terminal, elsewhere a line every ten seconds. */
public final class ProgressLine implements Consumer<Moment> {
    private static final int WIDTH = 24;
    private static final long PLAIN_MILLIS = 10_000;

    private final RunPlan plan;
    private final Screen screen;
    private Moment.Stage stage = Moment.Stage.ARMING;
    private long next;

    public ProgressLine(RunPlan plan, Screen screen) {
        this.plan = plan;
        this.screen = screen;
    }

    @Override
    public void accept(Moment moment) {
        boolean news = moment.stage() != stage && moment.stage() != Moment.Stage.RUNNING;
        stage = moment.stage();
        if (screen.isLive()) {
            screen.moving(text(moment, true));
        } else if (news && moment.stage() != Moment.Stage.ARMING) {
            screen.line(text(moment, false));
        } else if (moment.stage() == Moment.Stage.RUNNING && moment.elapsedMillis() >= next) {
            screen.line(text(moment, false));
            next = moment.elapsedMillis() + PLAIN_MILLIS;
        }
    }

    private String text(Moment moment, boolean bar) {
        return switch (moment.stage()) {
            case ARMING -> "warming up the generator";
            case SETTING_UP -> "setting up";
            case RUNNING -> moment.elapsedMillis() < 0 ? "warming up the generator" : running(moment, bar);
            case TEARING_DOWN -> "tearing down";
        };
    }

    private String running(Moment moment, boolean bar) {
        Report report = moment.report();
        List<Phase> phases = phases(moment.elapsedMillis());
        boolean warmup = !phases.isEmpty() && phases.stream().allMatch(Phase::warmup);
        Results results = warmup ? report.warmup() : report.results();
        long percent = Math.clamp(100 * moment.elapsedMillis() / plan.durationMillis(), 0, 100);
        var text = new StringBuilder(name(phases, moment.elapsedMillis()));
        text.append("  ").append(bar ? bar(percent) : "").append(percent).append(" %");
        int users = report.activeUsers();
        text.append("   ").append(Figures.count(users)).append(users == 1 ? " user" : " users");
        Counts counts = results.counts();
        if (counts.ended() > 0) {
            if (!warmup) {
                text.append("   ").append(Figures.rate(report.liveRatePerSecond()));
            }
            text.append("   p95 ")
                    .append(Figures.time(results.timing(Timing.RESPONSE_TIME).percentileMicros(95)));
            text.append("   errors ").append(Figures.share((double) counts.failed() / counts.ended()));
        }
        return text.append("   generator ")
                .append(report.health().taintedSeconds() == 0 ? "ok" : "strained")
                .toString();
    }

    /** Those that are under way; none in a pause, and at the end. */
    private List<Phase> phases(long elapsedMillis) {
        return plan.phases().stream()
                .filter(phase -> elapsedMillis >= phase.startMillis() && elapsedMillis < phase.endMillis())
                .toList();
    }

    private String name(List<Phase> phases, long elapsedMillis) {
        if (elapsedMillis >= plan.durationMillis()) {
            return "finishing";
        }
        return phases.isEmpty() ? "pause" : phases.stream().map(Phase::name).collect(Collectors.joining(" + "));
    }

    private static String bar(long percent) {
        int filled = (int) (percent * WIDTH / 100);
        return "━".repeat(filled) + (filled < WIDTH ? "╸" + "─".repeat(WIDTH - filled - 1) : "") + " ";
    }
}
