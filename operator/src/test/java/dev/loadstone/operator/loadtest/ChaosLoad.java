package dev.loadstone.operator.loadtest;

import dev.loadstone.protocol.Counts;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.IterationSeries;
import dev.loadstone.protocol.LatencyHistogram;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.protocol.RequestSeries;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.Timing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The load of one runner, second by second: some requests end in the second after the one in which they were due. */
final class ChaosLoad {
    private final RunPlan plan;
    private final Random random;
    private int seconds;
    private long flying;

    ChaosLoad(RunPlan plan, int index) {
        this.plan = plan;
        this.random = new Random(plan.seed() * 31 + plan.run().number() * 131L + index);
    }

    int seconds() {
        return seconds;
    }

    boolean isOver() {
        return seconds * 1000L >= plan.durationMillis();
    }

    /** What is told of the next second. */
    Interval next(double errors) {
        long due = random.nextInt(1, 9);
        long late = random.nextInt(3) == 0 ? 1 : 0;
        long ended = flying + due - late;
        flying = late;
        long failed = 0;
        for (long each = 0; each < ended; each++) {
            failed += random.nextDouble() < errors ? 1 : 0;
        }
        return interval(new Counts(due, ended - failed, failed, 0, 0));
    }

    /** What is told of the end: what still flies ends, or is given up. Empty where nothing began. */
    Optional<Interval> last(boolean started) {
        if (!started || flying == 0 && random.nextBoolean()) {
            return Optional.empty();
        }
        boolean lost = random.nextInt(4) == 0;
        var last = interval(new Counts(0, lost ? 0 : flying, 0, 0, lost ? flying : 0));
        flying = 0;
        return Optional.of(last);
    }

    private Interval interval(Counts counts) {
        String phase = plan.phases().getFirst().name();
        String scenario = plan.scenarios().getFirst().name();
        int samples = (int) (counts.ended() + counts.incomplete());
        long[] micros = random.longs(samples, 1000, 90_000).toArray();
        var series = new RequestSeries(
                new RequestKey(phase, scenario, "GET /"),
                counts,
                Map.of(Timing.RESPONSE_TIME, LatencyHistogram.ofMicros(micros)),
                counts.failed() == 0 ? Map.of() : Map.of(ErrorClass.ofStatus(503), counts.failed()),
                Map.of(),
                80 * counts.offered(),
                900 * counts.ended());
        int second = seconds++;
        return new Interval(
                second,
                second,
                List.of(series),
                List.of(new IterationSeries(phase, scenario, counts)),
                new GeneratorHealth(1, 0, Map.of(), 1000, 100, 0, 0, 0));
    }
}
