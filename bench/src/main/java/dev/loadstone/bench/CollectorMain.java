package dev.loadstone.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** What it costs the operator to take in a minute of many runners, over TLS, from another process on another core. */
final class CollectorMain {
    private static final long SECOND = 1_000_000_000L;
    private static final double MILLI = 1e6;
    /** Seconds until what the pushes run through is compiled. */
    private static final int WARM_UP = CollectorRun.SECONDS / 4;

    private static final int MEASURED = CollectorRun.SECONDS - WARM_UP;

    private final CollectorProcess collector;
    private final CollectorCrowd crowd;
    private final CollectorPushes pushes;
    private final int runners;

    private CollectorMain(CollectorProcess collector, CollectorPushes pushes, int runners)
            throws IOException, GeneralSecurityException {
        this.collector = collector;
        this.pushes = pushes;
        this.runners = runners;
        crowd = new CollectorCrowd(runners, collector.authority(), collector.port(), System::nanoTime);
    }

    /** @param arguments the collector's core, the numbers of runners with commas between them, then flags of its JVM */
    public static void main(String[] arguments)
            throws IOException, GeneralSecurityException, InterruptedException, ExecutionException {
        var pushes = new CollectorPushes();
        int core = Integer.parseInt(arguments[0]);
        List<String> flags = List.of(arguments).subList(2, arguments.length);
        for (String runners : arguments[1].split(",")) {
            int count = Integer.parseInt(runners);
            try (var collector = CollectorProcess.start(count, core, flags)) {
                new CollectorMain(collector, pushes, count).run();
            }
        }
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        row("live heap and resident at the start", memory(collector.live()), "");
        ProcessFigures begun = collector.figures();
        long[] armed = crowd.push(System.nanoTime() + SECOND, pushes::armed);
        row("all arm at once: last answered", millis(max(armed)), "");
        row("all arm at once: CPU", millis(collector.figures().cpuNanos() - begun.cpuNanos()), "");
        load();
        ProcessFigures before = collector.figures();
        long[] done = crowd.push(System.nanoTime() + SECOND, pushes::done);
        row("all final at once: last answered", millis(max(done)), "");
        row("all final at once: CPU", millis(collector.figures().cpuNanos() - before.cpuNanos()), "");
        CollectorProcess.Reading whole = collector.read();
        row("merge and judge the whole", millis(whole.nanos()), "");
        row("live heap and resident at the end", memory(collector.live()), "");
        if (!whole.complete() || !whole.sound()) {
            throw new IllegalStateException("the merged result is not whole: " + whole);
        }
    }

    private void load() throws IOException, InterruptedException, ExecutionException {
        long[] lags = new long[CollectorRun.SECONDS * runners];
        long[] readings = new long[CollectorRun.SECONDS];
        ProcessFigures before = collector.figures();
        ProcessFigures warm = before;
        long start = System.nanoTime() + SECOND;
        long warmAt = start;
        for (int second = 0; second < CollectorRun.SECONDS; second++) {
            int told = second;
            if (second == WARM_UP) {
                warm = collector.figures();
                warmAt = System.nanoTime();
            }
            long[] answered = crowd.push(start + (second + 1) * SECOND, runner -> pushes.running(runner, told));
            System.arraycopy(answered, 0, lags, second * runners, runners);
            readings[second] = collector.read().nanos();
        }
        ProcessFigures after = collector.figures();
        row("cores while it warms up", cores(before, warm, warmAt - start), "");
        row("cores from then on", cores(warm, after, System.nanoTime() - warmAt), "1");
        double pushes = (double) MEASURED * runners;
        double cpu = after.cpuNanos() - warm.cpuNanos();
        row("CPU per push, its part in readings included", "%.2f ms".formatted(cpu / pushes / MILLI), "");
        double allocated = after.allocatedBytes() - warm.allocatedBytes();
        row("heap allocated per push", "%.0f KB".formatted(allocated / pushes / 1000), "");
        row("live heap and resident with a minute of all", memory(collector.live()), "");
        lags("merge lag while it warms up", Arrays.copyOf(lags, WARM_UP * runners));
        lags("merge lag from then on", Arrays.copyOfRange(lags, WARM_UP * runners, lags.length));
        Arrays.sort(readings);
        row("a reading of all, p50", millis(readings[readings.length / 2]), "");
        row("a reading of all, max", millis(max(readings)), "");
        row("pushes made again", String.valueOf(crowd.refused()), "0");
    }

    private static String cores(ProcessFigures before, ProcessFigures after, double nanos) {
        return "%.2f".formatted((after.cpuNanos() - before.cpuNanos()) / nanos);
    }

    private void lags(String what, long[] lags) {
        Arrays.sort(lags);
        row(what + ", p50", millis(lags[lags.length / 2]), "");
        row(what + ", p99", millis(lags[lags.length * 99 / 100]), "");
        row(what + ", max", millis(max(lags)), "1000 ms");
    }

    private void row(String what, String figure, String bar) {
        System.out.println("%d runners: %s\t%s\t\t\t\t%s".formatted(runners, what, figure, bar));
    }

    private static String memory(ProcessFigures figures) {
        return "%d MB, %d MB".formatted(figures.heapBytes() >> 20, figures.residentKib() >> 10);
    }

    private static String millis(long nanos) {
        return "%.0f ms".formatted(nanos / MILLI);
    }

    private static long max(long[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }
}
