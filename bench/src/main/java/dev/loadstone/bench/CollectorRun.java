package dev.loadstone.bench;

import dev.loadstone.protocol.CheckCount;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Statistic;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Template;
import dev.loadstone.protocol.Threshold;
import dev.loadstone.protocol.Threshold.Metric;
import dev.loadstone.protocol.Timing;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** The run that the collector's bar is about: a minute of five phases, ten requests and two thresholds, and what a second of it says. */
final class CollectorRun {
    static final RunId ID = new RunId("3f0f6a52-1111-4222-8333-444455556666", 1);
    static final String NAMESPACE = "shop";
    static final int SECONDS = Integer.getInteger("seconds", 60);
    static final int PHASES = 5;
    /** A phase has each of them once, so that all runners end with the same total, in whatever order they tell it. */
    static final int VARIANTS = SECONDS / PHASES;

    private static final int NAMES = 10;
    private static final int SAMPLES = 400;
    private static final int FAILED = 4;
    private static final List<Timing> TIMINGS = List.of(
            Timing.RESPONSE_TIME,
            Timing.SERVICE_TIME,
            Timing.TIME_TO_FIRST_BYTE,
            Timing.SCHEDULER_LAG,
            Timing.CONNECT_TIME);

    private CollectorRun() {}

    static RunPlan plan(int runners) {
        List<Step> steps = IntStream.range(0, NAMES).mapToObj(CollectorRun::step).toList();
        var load = new LoadShape.Open(4000, 4000, 1000, LoadShape.Arrivals.UNIFORM, 100_000, false);
        List<Phase> phases = IntStream.range(0, PHASES)
                .mapToObj(i -> new Phase(phase(i), i * VARIANTS * 1000L, VARIANTS * 1000L, i == 0, load))
                .toList();
        var times = new Threshold(
                "p95", Metric.RESPONSE_TIME, new Statistic.Percentile(95), null, 1e9, null, 1, true, true);
        return new RunPlan(
                RunPlan.VERSION,
                ID,
                NAMESPACE,
                "catalogue",
                1,
                runners,
                new Target("http", "shop", 80, "", 1000, 1000),
                List.of(),
                List.of(new Scenario("browse", 1, steps)),
                phases,
                List.of(times, windowed()),
                1000);
    }

    private static Threshold windowed() {
        return new Threshold(
                "errors",
                Metric.ERROR_RATE,
                null,
                null,
                0.5,
                null,
                1,
                true,
                true,
                null,
                null,
                null,
                null,
                null,
                new Threshold.Window(10_000, 0),
                Threshold.NoData.INCONCLUSIVE,
                0L);
    }

    private static Step step(int name) {
        return new HttpStep(
                request(name), "GET", Template.text("/items/" + name), List.of(), null, List.of(), List.of());
    }

    private static String request(int name) {
        return "GET /items/" + name;
    }

    private static String phase(int index) {
        return "phase-" + index;
    }

    /** What one runner says of one second in this phase. */
    static Interval second(int phase, int variant) {
        var random = new Random(variant);
        List<RequestSeries> requests = IntStream.range(0, NAMES)
                .mapToObj(name -> requests(phase, name, random))
                .toList();
        long ended = (long) NAMES * SAMPLES;
        var iterations = new IterationSeries(
                phase(phase),
                "browse",
                new Counts(ended, ended, 0, 0, 0),
                times(random, 5000),
                Map.of());
        return new Interval(0, 0, requests, List.of(iterations), GeneratorHealth.NONE, List.of(), List.of(), 100);
    }

    private static RequestSeries requests(int phase, int name, Random random) {
        var timings = new EnumMap<Timing, LatencyHistogram>(Timing.class);
        TIMINGS.forEach(timing -> timings.put(timing, times(random, 1000 + 500 * name)));
        return new RequestSeries(
                new RequestKey(phase(phase), "browse", request(name)),
                new Counts(SAMPLES, SAMPLES - FAILED, FAILED, 0, 0),
                timings,
                Map.of(ErrorClass.ofStatus(503), FAILED - 1L, ErrorClass.of(ErrorClass.Kind.TIMEOUT), 1L),
                Map.of("status", new CheckCount(SAMPLES - FAILED, FAILED), "body", new CheckCount(SAMPLES, 0)),
                SAMPLES * 120L,
                SAMPLES * 2300L);
    }

    /** Times as servers have them: most near the median, a long tail. */
    private static LatencyHistogram times(Random random, int medianMicros) {
        return LatencyHistogram.ofMicros(random.doubles(SAMPLES)
                .mapToLong(each -> (long) (medianMicros * Math.exp(0.6 * random.nextGaussian())))
                .toArray());
    }
}
