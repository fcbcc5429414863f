package dev.loadstone.operator.collect;

import java.util.function.Supplier;

/** Looks on as reports are taken in: by the threads that bring them, so it must not block. */
public interface CollectorWatch {
    /** Nobody. */
    CollectorWatch NONE = new CollectorWatch() {
        @Override
        public void merged(long lagMicros) {}

        @Override
        public void closed(Supplier<LiveRun> run) {}
    };

    /** Seconds of a runner were taken in, the oldest of them so long after its end. */
    void merged(long lagMicros);

    /** The result of a run is written. */
    void closed(Supplier<LiveRun> run);
}
