package dev.loadstone.bench;

import dev.loadstone.protocol.LoadShape;
import dev.loadstone.protocol.LoadShape.Arrivals;
import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.Slice;
import dev.loadstone.runner.schedule.ArrivalSchedule;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The next due time of an open load. */
@State(Scope.Thread)
public class ScheduleBenchmark {
    private static final long RATE = 100_000;
    private static final long MILLIS = 3_600_000;

    @Param({"even", "ramp", "poisson"})
    public String arrivals = "";

    private ArrivalSchedule schedule = () -> ArrivalSchedule.NONE;

    @Setup
    public void begin() {
        var load = new LoadShape.Open(
                arrivals.equals("ramp") ? RATE / 2 : RATE,
                RATE,
                1000,
                arrivals.equals("poisson") ? Arrivals.POISSON : Arrivals.UNIFORM,
                1,
                false);
        schedule = ArrivalSchedule.of(new Phase("phase", 0, MILLIS, false, load), load, Slice.WHOLE, 1);
    }

    @Benchmark
    public long next() {
        long due = schedule.nextNanos();
        if (due == ArrivalSchedule.NONE) {
            begin();
        }
        return due;
    }
}
