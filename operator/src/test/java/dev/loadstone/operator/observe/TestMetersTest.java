package dev.loadstone.operator.observe;

import static dev.loadstone.operator.observe.LiveRuns.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.operator.collect.LiveRun;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunId;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TestMetersTest {
    private static final String OF_LOGIN = "namespace=\"shop\",";

    private final AtomicLong nanos = new AtomicLong();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final TestMeters meters = new TestMeters(registry, nanos::get);

    private String scrape(LiveRun... runs) {
        meters.refresh(List.of(runs));
        return registry.scrape();
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private static LiveRun run(int number, RequestSeries... requests) {
        return LiveRuns.run("checkout", number, 2, List.of(requests));
    }

    @Test
    void countsRequestsAndTellsTheTimesOfThoseSinceTheScrapeBefore() {
        RequestSeries early = LiveRuns.requests("r0", 100_000, 100_000, 100_000);
        assertThat(scrape(run(1, early)))
                .contains("loadstone_test_requests_total{" + OF_LOGIN
                        + "outcome=\"completed\",request=\"r0\",test=\"checkout\"} 2.0")
                .contains("outcome=\"failed\",request=\"r0\",test=\"checkout\"} 1.0")
                .contains("loadstone_test_errors_total{error=\"status\"," + OF_LOGIN + "test=\"checkout\"} 1.0")
                .contains("loadstone_test_users{" + OF_LOGIN + "test=\"checkout\"} 7.0")
                .contains("loadstone_test_generator_seconds_total{" + OF_LOGIN + "test=\"checkout\"} 60.0")
                .contains("loadstone_test_generator_tainted_seconds_total{" + OF_LOGIN + "test=\"checkout\"} 3.0")
                .contains(time("0.99", "0.1"));
        pass(30);
        RequestSeries both = early.plus(LiveRuns.requests("r0", 900_000, 900_000));
        assertThat(scrape(run(1, both)))
                .contains("outcome=\"completed\",request=\"r0\",test=\"checkout\"} 3.0")
                .contains(time("0.5", "0.9"));
        pass(30);
        assertThat(scrape(run(1, both))).contains(time("0.5", "NaN"));
    }

    /** Within a bucket of three digits. */
    private static String time(String quantile, String value) {
        return "loadstone_test_response_time_seconds{" + OF_LOGIN + "quantile=\"" + quantile
                + "\",request=\"r0\",test=\"checkout\"} " + value;
    }

    @Test
    void aScrapeEverySecondStillSeesTenSeconds() {
        RequestSeries sum = LiveRuns.requests("r0", 700_000, 700_000);
        for (int second = 0; second < 14; second++) {
            scrape(run(1, sum));
            pass(1);
            sum = sum.plus(LiveRuns.requests("r0", 20_000, 20_000));
        }
        assertThat(scrape(run(1, sum))).contains(time("0.99", "0.02"));
    }

    @Test
    void theSeriesOfARunGoTwoMinutesAfterItsEndWithItsLastFiguresTold() {
        scrape(run(1, LiveRuns.requests("r0", 5, 5)));
        meters.closed(() -> run(1, LiveRuns.requests("r0", 5, 5, 5, 5)));
        pass(119);
        assertThat(scrape()).contains("outcome=\"completed\",request=\"r0\",test=\"checkout\"} 3.0");
        pass(1);
        assertThat(lines(scrape(), "loadstone_test_")).isEmpty();
    }

    @Test
    void theSeriesOfARunThatWasForgottenGoToo() {
        scrape(run(1, LiveRuns.requests("r0", 5, 5)));
        assertThat(lines(scrape(), "loadstone_test_")).isNotEmpty();
        pass(120);
        assertThat(lines(scrape(), "loadstone_test_")).isEmpty();
    }

    @Test
    void theNextRunOfATestBeginsAnew() {
        LiveRun first = run(1, LiveRuns.requests("r0", 5, 5, 5, 5), LiveRuns.requests("r1", 5, 5));
        scrape(first);
        meters.closed(() -> first);
        String scrape = scrape(run(2, LiveRuns.requests("r0", 5, 5)));
        assertThat(scrape).contains("outcome=\"completed\",request=\"r0\",test=\"checkout\"} 1.0");
        assertThat(lines(scrape, "loadstone_test_requests_total")).hasSize(2);
    }

    /** As Argo CD's hooks do it before each sync. */
    @Test
    void aTestThatIsDeletedAndMadeAnewIsToldOfByItsOwnFigures() {
        LiveRun old = run(1, LiveRuns.requests("r0", 5, 5, 5, 5));
        LiveRun anew = LiveRuns.run(new RunId("another", 1), "checkout", 2, List.of(LiveRuns.requests("r0", 5, 5)));
        scrape(old);
        assertThat(scrape(old, anew)).as("both are open").contains(completed("3.0"));
        assertThat(scrape(anew)).contains(completed("1.0"));
        meters.closed(() -> old);
        pass(121);
        assertThat(scrape(anew)).contains(completed("1.0"));
        meters.closed(() -> anew);
        pass(120);
        assertThat(lines(scrape(), "loadstone_test_")).isEmpty();
    }

    private static String completed(String count) {
        return "outcome=\"completed\",request=\"r0\",test=\"checkout\"} " + count;
    }

    @Test
    void namesBeyondTwentyAreToldTogether() {
        List<String> requests = lines(scrape(LiveRuns.busy("wide", 50)), "loadstone_test_requests_total");
        assertThat(requests).hasSize(2 * 21);
        assertThat(requests)
                .filteredOn(line -> line.contains("request=\"other\""))
                .allMatch(line -> line.endsWith(" 30.0"));
    }

    @Test
    void allTestsTogetherAreBoundedAndEachHasAtLeastOther() {
        var runs = new ArrayList<LiveRun>();
        IntStream.range(0, 230).forEach(test -> runs.add(LiveRuns.busy("t" + test, 25)));
        String scrape = scrape(runs.toArray(LiveRun[]::new));
        assertThat(lines(scrape, "loadstone_test_requests_total")).hasSize(2 * (400 + 200));
        assertThat(lines(scrape, "loadstone_test_users")).hasSize(200);
        assertThat(scrape).contains("test=\"t199\"").doesNotContain("test=\"t200\"");
        assertThat(scrape).contains("loadstone_tests_unmeasured 30.0");
    }
}
