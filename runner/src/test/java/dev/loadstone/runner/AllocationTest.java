package dev.loadstone.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.runner.report.Uplink;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the path of a static GET leaves to the garbage collector. */
class AllocationTest {
    private static final int MOST_BYTES = 100;

    private record Sample(int second, long bytes) {}

    @Test
    void aStaticGetAllocatesNextToNothing() {
        List<Sample> samples = new ArrayList<>();
        try (var server = TargetServer.saying(TargetServer.OK)) {
            var operator = new Operator(
                    Plans.against(server.port()).likeABrowser().closed(16, 4000).plan());
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
            long requests = operator.seconds(first.second() + 1, last.second())
                    .requestCounts()
                    .ended();
            assertThat((last.bytes() - first.bytes()) / requests)
                    .as("bytes per request, of %d requests in seconds %s", requests, samples)
                    .isLessThanOrEqualTo(MOST_BYTES);
        }
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
