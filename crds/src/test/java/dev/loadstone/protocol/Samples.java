package dev.loadstone.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Values as runs make them: fixed ones that use every part of version 1 of the protocol, and random ones. */
final class Samples {
    private Samples() {}

    static RunPlan plan() {
        var order = new HttpStep(
                "order",
                "POST",
                Template.parse("/orders/$(user.id)?q=$(vars.term|urlEncode)&pick=$(fn.pick(vars.terms))"),
                List.of(new HttpStep.Header("Authorization", Template.parse("Bearer $(vars.token|string)"))),
                Template.parse(
                        "{\"id\":\"$(fn.uuid())\",\"n\":$(fn.randomInt(-1,3)|json),\"s\":\"$(fn.randomString(8))\","
                                + "\"p\":\"$(fn.pick('it''s','b')|jsonEscape|base64)\",\"cost\":\"$$(5)\"}"),
                List.of(
                        new Check("created", true, new Expectation.Status(StatusSet.parse("201,2xx"))),
                        new Check(
                                "has id",
                                false,
                                new Expectation.Json(
                                        JsonPath.parse("$.items[0]['id']"), Expectation.Relation.GREATER_THAN, "7")),
                        new Check("thanks", false, new Expectation.BodyContains("thanks")),
                        new Check("number", false, new Expectation.BodyMatches("[0-9]+"))),
                List.of(
                        new Capture("id", JsonPath.parse("$.id"), null),
                        new Capture("all", JsonPath.parse("$.all[*]"), "none")));
        var bare = new HttpStep("GET /", "GET", Template.text("/"), List.of(), null, List.of(), List.of());
        return new RunPlan(
                1,
                new RunId("0b3c8f9e-8f0a-4c56-9f1e-2f7f5a3d9c11", 3),
                "shop",
                "catalogue",
                42,
                3,
                new Target("https", "shop", 8443, "/api", 5000, 30000),
                List.of(
                        new Variable("term", new Variable.Single("tea")),
                        new Variable("terms", new Variable.Several(List.of("tea", "coffee"))),
                        new Variable("token", new Variable.Environment("LOADSTONE_VAR_0"))),
                List.of(
                        new Scenario("buy", 3, List.of(order, new ThinkStep(100, 500))),
                        new Scenario("look", 1, List.of(bare))),
                List.of(
                        new Phase(
                                "warm",
                                0,
                                5000,
                                true,
                                new LoadShape.Open(0, 200, 1000, LoadShape.Arrivals.POISSON, 10000, false)),
                        new Phase("steady", 5000, 60000, false, new LoadShape.Closed(10, 20))),
                List.of(
                        new Threshold(
                                "p99.9",
                                Threshold.Metric.RESPONSE_TIME,
                                Statistic.parse("p99.9"),
                                "order",
                                300000.0,
                                null,
                                100,
                                true,
                                true),
                        threshold("mean"),
                        threshold("min"),
                        threshold("max"),
                        new Threshold("rate", Threshold.Metric.REQUEST_RATE, null, null, null, 150.0, 1, false, false)),
                30000);
    }

    private static Threshold threshold(String stat) {
        return new Threshold(
                stat, Threshold.Metric.SERVICE_TIME, Statistic.parse(stat), null, 5e5, 1.0, 1, true, false);
    }

    static RunnerReport report() {
        var series = new RequestSeries(
                new RequestKey("steady", "buy", "order"),
                new Counts(10, 5, 3, 1, 1),
                Map.of(
                        Timing.RESPONSE_TIME,
                        LatencyHistogram.ofMicros(1, 20, 300, 4000, 50000, 4_000_000_000L),
                        Timing.CONNECT_TIME,
                        LatencyHistogram.EMPTY),
                Map.of(ErrorClass.ofStatus(503), 2L, ErrorClass.of(ErrorClass.Kind.TIMEOUT), 1L),
                Map.of("created", new CheckCount(5, 2)),
                1234,
                56789);
        var interval = new Interval(
                4,
                4,
                List.of(series),
                List.of(new IterationSeries("steady", "buy", new Counts(4, 3, 1, 0, 0))),
                new GeneratorHealth(1, 1, Map.of(GeneratorHealth.Taint.GC_PAUSE, 1L), 900_000, 850, 120, 7, 80_000));
        return new RunnerReport(
                1,
                plan().run(),
                2,
                "boot-1",
                17,
                RunnerReport.State.DONE,
                5,
                List.of(interval),
                interval.plus(interval),
                new ClockReading(-1500, 800, 3),
                "");
    }

    static Answer answer() {
        return new Answer(17, 4, true, 1_800_000_000_000_000L, new Answer.Start(1_800_000_002_000_000L), 1000);
    }

    static List<Answer.Command> commands() {
        return List.of(
                new Answer.Wait(),
                new Answer.Start(5),
                new Answer.Stop("suspended"),
                new Answer.Release(),
                new Answer.SetUp(),
                new Answer.TearDown(),
                new Answer.Finish());
    }

    static long[] micros(Random random) {
        int shape = random.nextInt(4);
        return random.longs(random.nextInt(300))
                .map(any -> switch (shape) {
                    case 0 -> Math.floorMod(any, 100L);
                    case 1 -> Math.floorMod(any, 1_000_000L);
                    case 2 -> Math.floorMod(any, 8_000_000_000L);
                    default -> (long) Math.exp(Math.floorMod(any, 2300) / 100.0);
                })
                .toArray();
    }

    static LatencyHistogram histogram(Random random) {
        return LatencyHistogram.ofMicros(micros(random));
    }

    static Counts counts(Random random) {
        return new Counts(
                random.nextInt(99), random.nextInt(99), random.nextInt(99), random.nextInt(99), random.nextInt(99));
    }

    static Interval interval(Random random) {
        int first = random.nextInt(100);
        var requests = new ArrayList<RequestSeries>();
        var iterations = new ArrayList<IterationSeries>();
        for (int i = random.nextInt(6); i > 0; i--) {
            requests.add(series(random));
            iterations.add(new IterationSeries(word(random), word(random), counts(random)));
        }
        long seconds = random.nextInt(1, 5);
        Map<GeneratorHealth.Taint, Long> taints =
                random.nextBoolean() ? Map.of() : Map.of(pick(random, GeneratorHealth.Taint.values()), seconds);
        var health = new GeneratorHealth(
                seconds, random.nextLong(seconds + 1), taints, random.nextInt(99), random.nextInt(1000), 3, 2, 1);
        return new Interval(first, first + random.nextInt(3), requests, iterations, health);
    }

    private static RequestSeries series(Random random) {
        var errors = new TreeMap<ErrorClass, Long>();
        for (int i = random.nextInt(4); i > 0; i--) {
            errors.put(error(random), random.nextLong(9));
        }
        long failed = errors.values().stream().mapToLong(Long::longValue).sum();
        return new RequestSeries(
                new RequestKey(word(random), word(random), word(random)),
                new Counts(random.nextInt(99), random.nextInt(99), failed, 0, 1),
                Map.of(pick(random, Timing.values()), histogram(random)),
                errors,
                Map.of(word(random), new CheckCount(random.nextInt(9), random.nextInt(9))),
                random.nextInt(9999),
                random.nextInt(9999));
    }

    static ErrorClass error(Random random) {
        ErrorClass.Kind kind = pick(random, ErrorClass.Kind.values());
        return kind == ErrorClass.Kind.STATUS ? ErrorClass.ofStatus(random.nextInt(100, 1000)) : ErrorClass.of(kind);
    }

    static <T> T pick(Random random, T[] from) {
        return from[random.nextInt(from.length)];
    }

    private static String word(Random random) {
        return pick(random, new String[] {"a", "b", "a\0b", "ü"});
    }

    /** Text made of the pieces that matter to a parser. */
    static String text(Random random, String... pieces) {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(pick(random, pieces));
        }
        return text.toString();
    }
}
