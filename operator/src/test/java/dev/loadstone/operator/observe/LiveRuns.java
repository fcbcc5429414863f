package dev.loadstone.operator.observe;

import dev.loadstone.operator.collect.LiveRun;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Scenario;
import dev.loadstone.protocol.Step;
import dev.loadstone.protocol.Target;
import dev.loadstone.protocol.Template;
import dev.loadstone.protocol.Timing;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs under way, of tests with as many request names as wanted: r0, r1 and so on. */
final class LiveRuns {
    private LiveRuns() {}

    /** One second of requests of one name that took so long; the last of them failed. */
    static RequestSeries requests(String name, long... micros) {
        var counts = new Counts(micros.length, micros.length - 1, 1, 0, 0);
        return new RequestSeries(
                new RequestKey("steady", "browse", name),
                counts,
                Map.of(Timing.RESPONSE_TIME, LatencyHistogram.ofMicros(micros)),
                Map.of(ErrorClass.ofStatus(503), 1L),
                Map.of(),
                0,
                0);
    }

    static LiveRun run(String test, int number, int names, Collection<RequestSeries> requests) {
        return run(new RunId(test, number), test, names, requests);
    }

    /** Of a test of this name, whatever the uid of its run. */
    static LiveRun run(RunId run, String test, int names, Collection<RequestSeries> requests) {
        var health = new GeneratorHealth(60, 3, Map.of(), 0, 0, 0, 0, 0);
        var sum = new Interval(0, 59, List.copyOf(requests), List.of(), health);
        return new LiveRun(plan(run, test, names), 7, sum);
    }

    /** Of a test all of whose names have one request that failed and one that did not. */
    static LiveRun busy(String test, int names) {
        return run(
                test,
                1,
                names,
                IntStream.range(0, names)
                        .mapToObj(name -> requests("r" + name, 1000, 2000))
                        .toList());
    }

    private static RunPlan plan(RunId run, String test, int names) {
        Step[] steps =
                IntStream.range(0, names).mapToObj(name -> get("r" + name)).toArray(Step[]::new);
        var load = new LoadShape.Open(10, 10, 1000, LoadShape.Arrivals.UNIFORM, 100, false);
        return new RunPlan(
                RunPlan.VERSION,
                run,
                "shop",
                test,
                1,
                1,
                new Target("http", "shop", 80, "", 1000, 1000),
                List.of(),
                List.of(new Scenario("browse", 1, Arrays.asList(steps))),
                List.of(new Phase("steady", 0, 60_000, false, load)),
                List.of(),
                1000);
    }

    private static Step get(String name) {
        return new HttpStep(name, "GET", Template.text("/"), List.of(), null, List.of(), List.of());
    }

    /** The lines of a scrape that begin so. */
    static List<String> lines(String scrape, String start) {
        return Stream.of(scrape.split("\n"))
                .filter(line -> line.startsWith(start))
                .toList();
    }
}
