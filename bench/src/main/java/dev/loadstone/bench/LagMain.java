package dev.loadstone.bench;

import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.Timing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/**
 * How late a runner picks requests up while its process uses 70 % of one core: at rates that come nearer and nearer to that share,
 * of which the last one counts. Arguments: the URL, seconds that warm up, seconds to measure, and the runner's command.
 */
public final class LagMain {
    private static final double SHARE = 0.7;
    private static final double FIRST_RATE = 12_000;
    private static final int RUNS = 4;

    private LagMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var url = URI.create(arguments[0]);
        int warm = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        List<String> runner = List.of(arguments).subList(3, arguments.length);
        double rate = FIRST_RATE;
        String last = "";
        for (int run = 0; run < RUNS; run++) {
            Interval told = run(new EvenLoad(url, Math.round(rate), warm + seconds), warm, runner);
            double share = told.health().cpuMicros() / (seconds * 1e6);
            last = line(rate, share, told);
            System.err.println(last);
            rate *= Math.clamp(SHARE / share, 0.5, 2);
        }
        System.out.println(last);
    }

    /** A process of its own for each rate, so that each is met by a JVM of the same age. */
    private static Interval run(EvenLoad load, int warm, List<String> command)
            throws IOException, InterruptedException {
        Path plan = Files.write(Files.createTempFile("plan", ".json"), ProtocolJson.write(load.plan()));
        try (var operator = new SoleOperator(Clock.systemUTC());
                var runner = RunnerProcess.start(command, plan, operator.address())) {
            int exit = runner.process().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("the runner ended with " + exit);
            }
            return operator.since(warm);
        } finally {
            Files.delete(plan);
        }
    }

    /** {@code RATE PERCENT_OF_A_CORE FAILED P50 P99 P999 MAX}, for awk; the lag in microseconds. */
    private static String line(double rate, double share, Interval told) {
        LatencyHistogram lag = told.requests().stream()
                .map(series -> series.timing(Timing.SCHEDULER_LAG))
                .reduce(LatencyHistogram.EMPTY, LatencyHistogram::plus);
        return String.format(
                Locale.ROOT,
                "%.0f %.0f %d %d %d %d %d",
                rate,
                share * 100,
                told.requestCounts().failed(),
                lag.percentileMicros(50),
                lag.percentileMicros(99),
                lag.percentileMicros(99.9),
                lag.maxMicros());
    }
}
