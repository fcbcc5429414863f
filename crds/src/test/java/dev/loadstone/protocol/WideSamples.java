package dev.loadstone.protocol;

import java.util.List;
import java.util.Map;

/** A plan, a report and an answer that use everything of version 2 once. */
final class WideSamples {
    private WideSamples() {}

    static RunPlan plan() {
        RunPlan narrow = Samples.plan();
        return new RunPlan(
                        RunPlan.VERSION,
                        narrow.run(),
                        narrow.namespace(),
                        narrow.name(),
                        narrow.seed(),
                        narrow.runners(),
                        target("", "shop"),
                        narrow.variables(),
                        List.of(new Scenario("buy", 3, List.of(request(), new CallStep("all")), "sign-in", "sign-out")),
                        List.of(
                                new Phase("once", 0, 5000, false, new LoadShape.Closed(3, 5, 100L, 0L), List.of("buy")),
                                new Phase("each", 0, 5000, false, new LoadShape.Closed(3, 5, 0L, 7L))),
                        thresholds(),
                        30000,
                        List.of(target("search", "search")),
                        List.of(
                                new DataFile("data-users", new DataFile.Inline("email\na@example.com\n")),
                                new DataFile("ca", new DataFile.Mounted("/files/ca/content"))),
                        List.of(new Feeder(
                                "users",
                                "data-users",
                                Feeder.Format.CSV,
                                ';',
                                Feeder.Order.RANDOM,
                                Feeder.Distribution.UNIQUE,
                                Feeder.Exhaustion.END_USER)),
                        flows(),
                        "sign-in",
                        "sign-out",
                        new Lenience(true, true))
                .within(new AddressRules(
                        List.of(new AddressRules.Refused(Cidr.parse("10.96.0.1"), 443, "is the API server")),
                        List.of(new AddressRules.Listed("tenants", List.of(Cidr.parse("fd00::/8")))),
                        List.of(new AddressRules.Listed("all", List.of(Cidr.parse("10.0.0.0/8"))))));
    }

    private static Target target(String name, String host) {
        return new Target(
                name,
                "https",
                host,
                8443,
                "",
                5000,
                30000,
                List.of(new HttpStep.Header("X-Test", Template.parse("$(user.iteration)"))),
                Target.HttpVersion.AUTO,
                new Target.Tls("ca", "certificate", "key", "shop.example", true),
                new Target.Connections(Target.Connections.Mode.PER_USER, 10, true, 100, 60000, 5000, 3),
                new Target.Dns(1000, Target.Dns.Balance.FIRST),
                List.of(Target.Compression.GZIP),
                true,
                1000L,
                5);
    }

    private static HttpStep request() {
        return new HttpStep(
                "order",
                "search",
                "POST",
                Template.parse("/$(data.users.email|sha256)/$(fn.now('epochMillis','-1h'))"),
                List.of(),
                new HttpStep.BasicCredentials(Template.parse("$(data.users.email)"), Template.text("secret")),
                Template.parse("$(file.ca)$(fn.weightedPick('a',9,'b',1))$(fn.hmacSha256('key',fn.base64(vars.term)))"),
                List.of(
                        new Check("type", true, new Expectation.ContentType("application/json")),
                        new Check("soon", false, new Expectation.WithinTime(500)),
                        new Check("more", true, new Expectation.Holds("response.status < 300")),
                        new Check(
                                "tag",
                                true,
                                new Expectation.Header("etag", Expectation.TextRelation.MATCHES, "[0-9]+"))),
                List.of(
                        capture("json", new Capture.Json(JsonPath.parse("$..id[1:]")), new Capture.Any()),
                        capture("regex", new Capture.Regex("id=([0-9]+)", 1), new Capture.All()),
                        capture("header", new Capture.HeaderValue("location"), new Capture.Last()),
                        capture("cookie", new Capture.Cookie("session"), new Capture.First()),
                        capture("status", new Capture.Status(), new Capture.First()),
                        capture("body", new Capture.WholeBody(), new Capture.At(0))),
                700L,
                3,
                HttpStep.OnFailure.END_USER);
    }

    private static Capture capture(String variable, Capture.Source source, Capture.Selection select) {
        return new Capture(variable, source, select, null, false);
    }

    private static List<Flow> flows() {
        return List.of(
                new Flow("sign-in", List.of(new SetStep("token", Template.parse("$(vars.id)")))),
                new Flow("sign-out", List.of(new ExitStep(ExitStep.Scope.TEST))),
                new Flow(
                        "all",
                        List.of(
                                new PaceStep(1000),
                                new ThinkStep(0, 100, new ThinkStep.Exponential(50)),
                                new ThinkStep(0, 100, new ThinkStep.Normal(50, 5)),
                                new ThinkStep(0, 100, new ThinkStep.LogNormal(50, 90)),
                                new LoopStep("sign-in", new LoopStep.Times(Template.text("3"))),
                                new LoopStep("sign-in", new LoopStep.While("vars.next != ''", 10)),
                                new LoopStep("sign-in", new LoopStep.ForEach("terms", "each")),
                                new LoopStep("sign-in", new LoopStep.During(5000)),
                                new IfStep("user.id > 3", "sign-in", "sign-out"),
                                new BranchStep(
                                        List.of(new BranchStep.Choice("sign-in", 3), new BranchStep.Choice(null, 1))),
                                new ParallelStep("sign-in"),
                                new GroupStep("checkout", "sign-in", true),
                                new MetricStep("size", MetricKind.HISTOGRAM, "size(vars.json)"))));
    }

    private static List<Threshold> thresholds() {
        return List.of(
                threshold("apdex", Threshold.Metric.APDEX, null, null, 300_000),
                threshold("size", Threshold.Metric.CUSTOM, "size", null, 0),
                threshold("checkout", Threshold.Metric.GROUP_TIME, null, "checkout", 0));
    }

    private static Threshold threshold(
            String name, Threshold.Metric metric, String custom, String group, long satisfiedMicros) {
        return new Threshold(
                name,
                metric,
                metric.isTime() ? new Statistic.Mean() : null,
                null,
                0.5,
                null,
                1,
                true,
                false,
                custom,
                "buy",
                "once",
                group,
                "type",
                new Threshold.Window(30_000, 60_000),
                Threshold.NoData.PASS,
                satisfiedMicros);
    }

    static RunnerReport report() {
        RunnerReport narrow = Samples.report();
        Interval second = narrow.intervals().getFirst();
        var histogram = LatencyHistogram.ofMicros(1500, 3_600_000_000L);
        var interval = new Interval(
                second.first(),
                second.last(),
                second.requests(),
                List.of(new IterationSeries(
                        "steady", "buy", new Counts(4, 3, 1, 0, 0), histogram, Map.of("no such key: next", 1L))),
                second.health(),
                List.of(new GroupSeries("steady", "buy", "checkout", 1, 1, histogram)),
                List.of(new MetricSeries(
                        "steady", "buy", "size", MetricKind.HISTOGRAM, 2, 0, 5000, 1500, 3500, 3500, 4, histogram)),
                9);
        return new RunnerReport(
                RunnerReport.VERSION,
                narrow.run(),
                0,
                narrow.boot(),
                narrow.sequence(),
                RunnerReport.State.RUNNING,
                5,
                List.of(interval),
                null,
                narrow.clock(),
                "",
                new Errand(Errand.Kind.SETUP, Errand.State.DONE, "", Map.of("season", new SharedValue("17", true))),
                true);
    }

    static Answer answer() {
        var start = new Answer.Start(1_800_000_002_000_000L, Map.of("season", new SharedValue("17", true)));
        return new Answer(17, 4, true, 1_800_000_000_000_000L, start, 1000);
    }
}
