package dev.loadstone.bench;

import dev.loadstone.protocol.ClockReading;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.RunnerReport.State;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of all pushes, written once as a runner writes them: to write them anew would cost the sender more than the collector. */
final class CollectorPushes {
    private static final String NO_INTERVALS = "\"intervals\":[]";
    private static final String SECOND = "{\"first\":0,\"last\":0,";

    /** By phase and variant, without the second. */
    private final List<String> seconds = new ArrayList<>();

    private final String done;

    CollectorPushes() {
        Interval sum = null;
        for (int phase = 0; phase < CollectorRun.PHASES; phase++) {
            for (int variant = 0; variant < CollectorRun.VARIANTS; variant++) {
                Interval second = CollectorRun.second(phase, variant);
                String json = new String(ProtocolJson.writeQuickly(second), StandardCharsets.UTF_8);
                if (!json.startsWith(SECOND)) {
                    throw new IllegalStateException("an interval begins otherwise: " + json.substring(0, 40));
                }
                seconds.add(json.substring(SECOND.length()));
                sum = sum == null ? second : sum.plus(second);
            }
        }
        done = new String(
                ProtocolJson.write(report(0, CollectorRun.SECONDS + 1, State.DONE, whole(sum))),
                StandardCharsets.UTF_8);
    }

    private static Interval whole(Interval sum) {
        return new Interval(
                0,
                CollectorRun.SECONDS - 1,
                sum.requests(),
                sum.iterations(),
                sum.health(),
                sum.groups(),
                sum.metrics(),
                sum.peakUsers());
    }

    byte[] armed(int runner) {
        return ProtocolJson.write(report(runner, 0, State.ARMED, null));
    }

    byte[] running(int runner, int second) {
        int phase = second / CollectorRun.VARIANTS;
        int variant = (second + runner) % CollectorRun.VARIANTS;
        String interval = "{\"first\":%d,\"last\":%d,".formatted(second, second)
                + seconds.get(phase * CollectorRun.VARIANTS + variant);
        String empty = new String(
                ProtocolJson.write(report(runner, second + 1, State.RUNNING, null)), StandardCharsets.UTF_8);
        return empty.replace(NO_INTERVALS, "\"intervals\":[" + interval + "]").getBytes(StandardCharsets.UTF_8);
    }

    byte[] done(int runner) {
        return done.replace(name(0), name(runner)).getBytes(StandardCharsets.UTF_8);
    }

    private static String name(int runner) {
        return "\"runner\":%d,\"boot\":\"boot-%d\"".formatted(runner, runner);
    }

    private static RunnerReport report(int runner, long sequence, State state, @Nullable Interval total) {
        return new RunnerReport(
                RunnerReport.VERSION,
                CollectorRun.ID,
                runner,
                "boot-" + runner,
                sequence,
                state,
                100,
                List.of(),
                total,
                new ClockReading(0, 100, 0),
                "");
    }
}
