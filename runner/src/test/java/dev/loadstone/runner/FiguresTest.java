package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.Feeder;
import dev.loadstone.protocol.GroupSeries;
import dev.loadstone.protocol.GroupStep;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.IfStep;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.MetricSeries;
import dev.loadstone.protocol.MetricStep;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.Template;
import dev.loadstone.protocol.ThinkStep;
import dev.loadstone.protocol.Timing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of groups, metrics, redirects, data that is used up, and users at work. */
class FiguresTest {
    private static final LoadShape.Closed TWENTY = new LoadShape.Closed(4, 4, 20L, 0L);

    @Test
    void groupsAndMetricsAddUpOverLoopsAndRunners() {
        try (var server = PathServer.saying("{}")) {
            Interval total = WholePlan.against(server.port())
                    .scenario(
                            new GroupStep("whole", "inside", true),
                            new MetricStep("bought", MetricKind.COUNTER, "2.5"),
                            new MetricStep("level", MetricKind.GAUGE, "user.iteration"),
                            new MetricStep("even", MetricKind.RATE, "user.iteration % 2 == 0"),
                            new MetricStep("size", MetricKind.HISTOGRAM, "10"))
                    .flow("inside", WholePlan.get("/"), new ThinkStep(20, 20))
                    .runners(2)
                    .closed(0, 20_000, new LoadShape.Closed(4, 4, 0L, 5L))
                    .run(2)
                    .total();
            GroupSeries group = total.groups().getFirst();
            assertThat(group.completed()).isEqualTo(20);
            assertThat(group.failed()).isZero();
            assertThat(group.time().count()).isEqualTo(20);
            assertThat(group.time().minMicros()).isGreaterThanOrEqualTo(20_000);
            assertThat(metric(total, "bought").sum()).isEqualTo(50_000);
            assertThat(metric(total, "level").max()).isEqualTo(5_000);
            assertThat(metric(total, "level").min()).isEqualTo(1_000);
            assertThat(metric(total, "level").lastSecond()).isBetween(0, total.last());
            assertThat(metric(total, "even").passed()).isEqualTo(8);
            assertThat(metric(total, "even").samples()).isEqualTo(20);
            assertThat(metric(total, "size").distribution().count()).isEqualTo(20);
            assertThat(metric(total, "size").distribution().maxMicros()).isEqualTo(10_000);
        }
    }

    private static MetricSeries metric(Interval total, String name) {
        return total.metrics().stream()
                .filter(series -> series.metric().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + total.metrics()));
    }

    @Test
    void aGroupThatEndsEarlyFailed() {
        try (var server = TargetServer.saying("nonsense\r\n\r\n")) {
            Interval total = WholePlan.against(server.port())
                    .scenario(new GroupStep("whole", "inside", false))
                    .flow("inside", WholePlan.get("/"))
                    .closed(0, 20_000, TWENTY)
                    .run()
                    .total();
            GroupSeries group = total.groups().getFirst();
            assertThat(group.failed()).isEqualTo(20);
            assertThat(group.completed() + group.time().count()).isZero();
            assertThat(total.iterations().getFirst().counts()).isEqualTo(new Counts(20, 0, 20, 0, 0));
        }
    }

    @Test
    void whatKeepsAUserFromGoingOnIsToldInWords() {
        try (var server = PathServer.saying("{}")) {
            Interval total = WholePlan.against(server.port())
                    .scenario(WholePlan.get("/"), new IfStep("vars.nothing == '1'", "never", null))
                    .flow("never", WholePlan.get("/never"))
                    .closed(0, 20_000, TWENTY)
                    .run()
                    .total();
            var series = total.iterations().getFirst();
            assertThat(series.counts()).isEqualTo(new Counts(20, 0, 20, 0, 0));
            assertThat(series.errors()).hasSize(1);
            assertThat(series.errors().keySet().iterator().next()).contains("nothing");
            assertThat(series.errors()).containsValue(20L);
        }
    }

    @Test
    void aRequestWithItsRedirectsIsOne() {
        try (var server = new PathServer((to, path) -> TargetServer.say(
                to,
                path.equals("/3")
                        ? TargetServer.OK
                        : "HTTP/1.1 302 Go\r\nLocation: /" + (path.charAt(1) - '0' + 1)
                                + "\r\nContent-Length: 0\r\n\r\n"))) {
            Interval total = WholePlan.against(server.port())
                    .scenario(WholePlan.get("/0"))
                    .closed(0, 20_000, TWENTY)
                    .run()
                    .total();
            assertThat(total.requestCounts()).isEqualTo(new Counts(20, 20, 0, 0, 0));
            assertThat(total.requests().getFirst().redirects()).isEqualTo(60);
            assertThat(total.requests().getFirst().timing(Timing.RESPONSE_TIME).count())
                    .isEqualTo(20);
            assertThat(server.requests()).isEqualTo(80);
        }
    }

    @Test
    void aRedirectThatLeadsAwayIsAnErrorOfItsOwn() {
        try (var server = TargetServer.saying(
                "HTTP/1.1 302 Go\r\nLocation: http://example.invalid/\r\nContent-Length: 0\r\n\r\n")) {
            Interval total = WholePlan.against(server.port())
                    .scenario(WholePlan.get("/"))
                    .closed(0, 20_000, TWENTY)
                    .run()
                    .total();
            RequestSeries series = total.requests().getFirst();
            assertThat(series.errors()).isEqualTo(Map.of(ErrorClass.of(ErrorClass.Kind.REDIRECT), 20L));
            assertThat(server.requests()).isEqualTo(20);
        }
    }

    @Test
    void requestsGoToTheTargetsTheyName() {
        try (var server = PathServer.saying("{}");
                var other = PathServer.saying("{}")) {
            var there = new HttpStep(
                    "there",
                    "other",
                    "GET",
                    Template.text("/there"),
                    List.of(),
                    null,
                    null,
                    List.of(),
                    List.of(),
                    0L,
                    null,
                    null);
            Interval total = WholePlan.against(server.port())
                    .target(WholePlan.target("other", other.port()))
                    .scenario(WholePlan.get("/here"), there)
                    .closed(0, 20_000, TWENTY)
                    .run()
                    .total();
            assertThat(total.requestCounts().completed()).isEqualTo(40);
            assertThat(server.byPath()).isEqualTo(Map.of("/here", 20L));
            assertThat(other.byPath()).isEqualTo(Map.of("/there", 20L));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"END_USER", "END_TEST"})
    void whenTheRowsAreUsedUpWhatIsDueIsDropped(Feeder.Exhaustion exhaustion) {
        try (var server = PathServer.saying("{}")) {
            String rows = "a\nb\nc\nd\ne\nf\ng";
            Interval total = WholePlan.against(server.port())
                    .feeder("rows", rows, Feeder.Distribution.SHARED, exhaustion)
                    .scenario(WholePlan.get("/$(data.rows)"))
                    .open(0, 1000, 20, 100, false)
                    .run(1)
                    .total();
            Counts iterations = total.iterations().getFirst().counts();
            assertThat(server.byPath().keySet()).containsExactlyInAnyOrder("/a", "/b", "/c", "/d", "/e", "/f", "/g");
            assertThat(iterations.completed()).isEqualTo(7);
            assertThat(iterations.balanced()).as("%s", iterations).isTrue();
            assertThat(total.requestCounts().balanced())
                    .as("%s", total.requestCounts())
                    .isTrue();
            assertThat(iterations.dropped()).isEqualTo(exhaustion == Feeder.Exhaustion.END_USER ? 13 : 1);
        }
    }

    @Test
    void thePeakOfUsersIsToldBySecond() {
        try (var server = PathServer.saying("{}")) {
            var operator = WholePlan.against(server.port())
                    .scenario(WholePlan.get("/"), new ThinkStep(10, 10))
                    .closed(0, 1100, new LoadShape.Closed(6, 6))
                    .closed(1100, 1200, new LoadShape.Closed(2, 2))
                    .run(2);
            assertThat(operator.total().peakUsers()).isEqualTo(6);
            assertThat(operator.seconds(0, 0).peakUsers()).isEqualTo(6);
            assertThat(operator.seconds(2, 2).peakUsers()).isEqualTo(2);
        }
    }
}
