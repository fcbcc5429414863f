package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.Capture;
import dev.loadstone.protocol.Check;
import dev.loadstone.protocol.Expectation;
import dev.loadstone.protocol.Feeder;
import dev.loadstone.protocol.HttpStep;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.JsonPath;
import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.StatusSet;
import dev.loadstone.protocol.Template;
import dev.loadstone.runner.report.Uplink;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the path of a request leaves to the garbage collector. */
class AllocationTest {
    private static final int MOST_BYTES = 100;

    private record Sample(int second, long bytes) {}

    @Test
    void aStaticGetAllocatesNextToNothing() {
        try (var server = TargetServer.saying(TargetServer.OK)) {
            assertAllocatesNextToNothing(
                    Plans.against(server.port()).likeABrowser().closed(16, 4000).plan());
        }
    }

    @Test
    void templatesChecksAndACaptureAllocateNextToNothingEither() {
        String body = "{\"order\":{\"id\":\"o-17\",\"state\":\"open\"}}";
        try (var server = TargetServer.saying(
                "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\nServer: x\r\n\r\n" + body)) {
            RunPlan plan = WholePlan.against(server.port())
                    .feeder("people", "ann bo\nbob", Feeder.Distribution.SHARED, Feeder.Exhaustion.RECYCLE)
                    .scenario(order(), WholePlan.get("/orders/$(vars.order)"))
                    .closed(0, 4000, new LoadShape.Closed(16, 16))
                    .plan();

            Interval measured = assertAllocatesNextToNothing(plan);

            assertThat(measured.requests())
                    .allSatisfy(series -> assertThat(series.errors()).isEmpty());
        }
    }

    private static HttpStep order() {
        var state = new Expectation.Json(JsonPath.parse("$.order.state"), Expectation.Relation.EQUALS, "open");
        return new HttpStep(
                "order",
                "POST",
                Template.parse("/users/$(user.id)/orders?name=$(data.people|urlEncode)"),
                List.of(new HttpStep.Header("X-Request-Id", Template.parse("$(fn.uuid())"))),
                Template.parse("{\"name\":$(data.people|json),\"count\":$(fn.randomInt(1, 9))}"),
                List.of(
                        new Check("status", true, new Expectation.Status(StatusSet.parse("200"))),
                        new Check("state", true, state)),
                List.of(new Capture("order", JsonPath.parse("$.order.id"), null)));
    }

    /** What was measured meanwhile. */
    private static Interval assertAllocatesNextToNothing(RunPlan plan) {
        List<Sample> samples = new ArrayList<>();
        var operator = new Operator(plan);
        Uplink watched = report -> {
            if (report.state() == RunnerReport.State.RUNNING
                    && !report.intervals().isEmpty()) {
                samples.add(new Sample(report.intervals().getLast().last(), allocatedByLoops()));
            }
            return operator.push(report);
        };
        operator.launch(watched, 1).total();
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        Interval measured = operator.seconds(first.second() + 1, last.second());
        long requests = measured.requestCounts().ended();
        assertThat((last.bytes() - first.bytes()) / requests)
                .as("bytes per request, of %d requests in seconds %s", requests, samples)
                .isLessThanOrEqualTo(MOST_BYTES);
        return measured;
    }

    private static long allocatedByLoops() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        for (var thread : threads.dumpAllThreads(false, false)) {
            if (thread.getThreadName().startsWith("load-")) {
                bytes += threads.getThreadAllocatedBytes(thread.getThreadId());
            }
        }
        return bytes;
    }
}
