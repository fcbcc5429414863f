package dev.loadstone.cli.console;

import dev.loadstone.cli.local.Moment;
import dev.loadstone.operator.measure.Results;
import dev.loadstone.operator.report.Figures;
import dev.loadstone.operator.report.Report;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Timing;
import java.util.function.Consumer;

/** Tells how a run stands: a line that moves on a terminal, elsewhere a line every ten seconds. */
public final class ProgressLine implements Consumer<Moment> {
    private static final int WIDTH = 24;
    private static final long PLAIN_MILLIS = 10_000;

    private final RunPlan plan;
    private final Screen screen;
    private long next;

    public ProgressLine(RunPlan plan, Screen screen) {
        this.plan = plan;
        this.screen = screen;
    }

    @Override
    public void accept(Moment moment) {
        if (screen.isLive()) {
            screen.moving(text(moment, true));
        } else if (moment.elapsedMillis() >= next) {
            screen.line(text(moment, false));
            next = moment.elapsedMillis() + PLAIN_MILLIS;
        }
    }

    private String text(Moment moment, boolean bar) {
        if (moment.elapsedMillis() < 0) {
            return "warming up the generator";
        }
        Report report = moment.report();
        Phase phase = phase(moment.elapsedMillis());
        boolean done = moment.elapsedMillis() >= plan.durationMillis();
        Results results = phase.warmup() ? report.warmup() : report.results();
        long percent = Math.clamp(100 * moment.elapsedMillis() / plan.durationMillis(), 0, 100);
        var text = new StringBuilder(done ? "finishing" : phase.name());
        text.append("  ").append(bar ? bar(percent) : "").append(percent).append(" %");
        int users = report.activeUsers();
        text.append("   ").append(Figures.count(users)).append(users == 1 ? " user" : " users");
        Counts counts = results.counts();
        if (counts.ended() > 0) {
            if (!phase.warmup()) {
                text.append("   ").append(Figures.rate(report.ratePerSecond()));
            }
            text.append("   p95 ")
                    .append(Figures.time(results.timing(Timing.RESPONSE_TIME).percentileMicros(95)));
            text.append("   errors ").append(Figures.share((double) counts.failed() / counts.ended()));
        }
        return text.append("   generator ")
                .append(report.health().taintedSeconds() == 0 ? "ok" : "strained")
                .toString();
    }

    private Phase phase(long elapsedMillis) {
        return plan.phases().stream()
                .filter(phase -> elapsedMillis < phase.endMillis())
                .findFirst()
                .orElse(plan.phases().getLast());
    }

    private static String bar(long percent) {
        int filled = (int) (percent * WIDTH / 100);
        return "━".repeat(filled) + (filled < WIDTH ? "╸" + "─".repeat(WIDTH - filled - 1) : "") + " ";
    }
}
