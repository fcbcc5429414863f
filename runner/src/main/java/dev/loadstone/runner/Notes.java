package dev.loadstone.runner;

import dev.loadstone.runner.scenario.Recorder;

/** Writes what a user measures itself to the phase that it is in. */
record Notes(LoadLoop loop, User user) implements Recorder {
    @Override
    public void group(int group, long nanos) {
        loop.record().group(user.phase(), group).completed(nanos);
    }

    @Override
    public void groupFailed(int group) {
        loop.record().group(user.phase(), group).failed();
    }

    @Override
    public void metric(int metric, long thousandths, boolean truth) {
        loop.record().metric(user.phase(), metric).add(thousandths, truth);
    }
}
