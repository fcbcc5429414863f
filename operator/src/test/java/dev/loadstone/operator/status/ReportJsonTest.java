package dev.loadstone.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.operator.measure.Mall;
import dev.loadstone.operator.measure.Selection;
import dev.loadstone.operator.measure.Windows;
import dev.loadstone.operator.report.Report;
import dev.loadstone.operator.report.SampleRun;
import dev.loadstone.operator.verdict.Judge;
import dev.loadstone.operator.verdict.RunEnd;
import dev.loadstone.operator.verdict.Verdict;
import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.MetricKind;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Timing;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReportJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Verdict verdict(Report report) {
        return Judge.judge(report, new RunEnd.Completed());
    }

    private static JsonNode read(Report report, int mostBytes) throws IOException {
        byte[] json = ReportJson.of(report, verdict(report), mostBytes);
        assertThat(json).hasSizeLessThanOrEqualTo(mostBytes);
        return JSON.readTree(json);
    }

    @Test
    void itSaysWhichRunItWasHowItEndedAndWhatWasMeasured() throws IOException {
        Report report = Report.merge(
                SampleRun.plan(1, "{stat: p95, max: 300ms}", "{metric: errorRate, max: \"1%\"}"),
                List.of(SampleRun.done(
                        0,
                        SampleRun.SOUND,
                        SampleRun.series("warm-up", "search", Map.of(), SampleRun.times(9, 1_000)),
                        SampleRun.series("steady", "search", Map.of(), SampleRun.times(80, 12_000)),
                        SampleRun.series(
                                "peak", "order", Map.of(ErrorClass.ofStatus(503), 2L), SampleRun.times(20, 95_000)))));
        JsonNode json = read(report, ReportJson.MOST_BYTES);
        assertThat(json.at("/version").asInt()).isEqualTo(2);
        assertThat(json.at("/run/number").asInt()).isEqualTo(7);
        assertThat(json.at("/run/target").asText()).isEqualTo("http://shop:8080");
        assertThat(json.at("/verdict/outcome").asText()).isEqualTo("Failed");
        assertThat(json.at("/thresholds/1/observed").asDouble()).isEqualTo(0.02);
        assertThat(json.at("/thresholds/1/unit").asText()).isEqualTo("ratio");
        assertThat(json.at("/totals/counts/failed").asLong()).isEqualTo(2);
        assertThat(json.at("/requests/0/name").asText()).isEqualTo("search");
        assertThat(json.at("/requests/0/counts/offered").asLong())
                .as("without warm-up")
                .isEqualTo(80);
        assertThat(json.at("/requests/1/errors/status 503").asLong()).isEqualTo(2);
        assertThat(json.at("/requests/1/timesMicros/responseTime/p95").asLong()).isEqualTo(95_000);
        assertThat(json.at("/series").findValuesAsText("phase")).containsExactly("peak", "steady", "warm-up");
        assertThat(json.at("/runners/0/state").asText()).isEqualTo("Done");
        assertThat(json.at("/leftOut")).isEmpty();
    }

    @Test
    void itHasWhatTheTestMeasuredItselfByPhaseAndScenario() throws IOException {
        Report report = Mall.report(
                Mall.total(
                        List.of(Mall.requests("peak", "visitor", "search", 1, 0, LongStream.of(10, 20))),
                        List.of(new IterationSeries(
                                "peak",
                                "visitor",
                                new Counts(3, 2, 1, 0, 0),
                                LatencyHistogram.ofMicros(5, 6),
                                Map.of("no such key: token", 1L))),
                        List.of(
                                Mall.purchases("warm-up", 0, LongStream.of(9)),
                                Mall.purchases("peak", 1, LongStream.of(7))),
                        List.of(
                                Mall.metric("steady", "revenue", MetricKind.COUNTER, 20, 1_500),
                                Mall.metric("peak", "revenue", MetricKind.COUNTER, 80, 500),
                                Mall.metric("peak", "member", MetricKind.RATE, 80, 1, 0)),
                        9),
                "{metric: 'custom:revenue', min: 3}",
                "{stat: p95, max: 1s, phase: peak, window: 10s, for: 2s}");
        JsonNode json = read(report, ReportJson.MOST_BYTES);
        assertThat(json.at("/phases/1/name").asText()).isEqualTo("peak");
        assertThat(json.at("/phases/1/requests/failed").asLong()).isEqualTo(1);
        assertThat(json.at("/totals/redirects").asLong()).isEqualTo(2);
        assertThat(json.at("/series/0/serviceTimeMicros/max").asLong()).isEqualTo(20_000);
        assertThat(json.at("/iterations/0/errors/no such key: token").asLong()).isEqualTo(1);
        assertThat(json.at("/iterations/0/timeMicros/max").asLong()).isEqualTo(6);
        assertThat(json.at("/groups")).as("without warm-up").hasSize(1);
        assertThat(json.at("/groups/0/failed").asLong()).isEqualTo(1);
        assertThat(json.at("/groupSeries").findValuesAsText("phase")).containsExactly("peak", "warm-up");
        assertThat(json.at("/metrics/0/metric").asText()).isEqualTo("member");
        assertThat(json.at("/metrics/0/passed").asLong()).isEqualTo(1);
        assertThat(json.at("/metrics/1/sum").asDouble()).isEqualTo(2);
        assertThat(json.at("/metricSeries").findValuesAsText("phase")).containsExactly("peak", "peak", "steady");
        assertThat(json.at("/peakUsers").asLong()).isEqualTo(9);
        assertThat(json.at("/thresholds/0/metric").asText()).isEqualTo("custom:revenue");
        assertThat(json.at("/thresholds/0/unit").asText()).isEqualTo("number");
        assertThat(json.at("/thresholds/1/phase").asText()).isEqualTo("peak");
        assertThat(json.at("/thresholds/1/window/lengthSeconds").asLong()).isEqualTo(10);
    }

    @Test
    void itSaysFromWhenOnWindowsLackSamples() throws IOException {
        RunPlan plan = Mall.plan(1, "{stat: p95, max: 1s, window: 10s}");
        Windows windows = Windows.of(plan);
        for (int second = 0; second < 100; second++) {
            var one = Mall.requests("steady", "visitor", "search", 0, 0, LongStream.of(50));
            windows = windows.told(
                    new Interval(second, second, second < 40 ? List.of(one) : List.of(), List.of(), Mall.SOUND));
        }
        Interval total = Mall.total(List.of(), List.of(), List.of(), List.of(), 0);
        Report report = Report.merge(plan, List.of(Mall.journal(0, total)), windows.ended(99));
        JsonNode window = read(report, ReportJson.MOST_BYTES).at("/thresholds/0/window");
        assertThat(window.at("/lackingFromSecond").asInt()).isEqualTo(40);
        assertThat(window.has("unseenUpToSecond")).isFalse();
    }

    @Test
    void itsHistogramsAreThoseThatWereMeasured() throws IOException {
        Report report = Crowd.report(2, 3, 0, "request-");
        JsonNode histogram = read(report, ReportJson.MOST_BYTES).at("/requests/0/histogramsMicros/responseTime");
        assertThat(ProtocolJson.read(JSON.writeValueAsBytes(histogram), LatencyHistogram.class))
                .isEqualTo(report.results()
                        .select(new Selection("request-0", null, null, null, null, null))
                        .timing(Timing.RESPONSE_TIME));
    }

    @Test
    void whatIsTooLargeLosesTheHistogramsOfTheLeastUsedFirstAndSaysSo() throws IOException {
        Report report = Crowd.report(2, 40, 0, "request-");
        int whole = ReportJson.of(report, verdict(report)).length;
        JsonNode json = read(report, whole - 2_000);
        assertThat(json.at("/requests")).hasSize(40);
        assertThat(json.at("/requests/0").has("histogramsMicros")).isTrue();
        assertThat(json.at("/requests/39").has("histogramsMicros")).isFalse();
        assertThat(json.at("/leftOut/0").asText()).startsWith("histograms of ").endsWith(" of 40 requests");
    }

    @Test
    void groupsAndMetricsWithoutRoomAreNamedByNumber() throws IOException {
        JsonNode json = read(Crowd.report(1, 50, 0, "request-"), 20_000);
        assertThat(json.at("/groups")).hasSizeBetween(1, 24);
        assertThat(json.at("/metrics")).hasSize(json.at("/groups").size());
        assertThat(json.at("/leftOut/2").asText())
                .isEqualTo("figures of " + (25 - json.at("/groups").size()) + " of 25 groups");
    }

    @Test
    void theLargestOfAllFitsToo() throws IOException {
        Report report = Crowd.report(5, 3000, 100, "a-name-as-long-as-the-schema-lets-it-be-sixty-characters-of-it");
        JsonNode json = read(report, ReportJson.MOST_BYTES);
        assertThat(json.at("/requests")).hasSizeBetween(100, 2999);
        assertThat(json.at("/leftOut")).hasSize(3);
        assertThat(json.at("/totals/counts/offered").asLong()).isEqualTo(5 * 3000 * 20);
    }
}
