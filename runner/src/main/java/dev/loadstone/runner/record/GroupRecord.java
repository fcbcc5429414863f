package dev.loadstone.runner.record;

import dev.loadstone.protocol.GroupSeries;
import dev.loadstone.runner.scenario.GroupName;

/** What happened to the groups of one name in one phase, as one event loop saw it in some span of time. */
public final class GroupRecord implements Tally {
    private final String phase;
    private final GroupName name;
    private final TimingRecord time = new TimingRecord();
    private long completed;
    private long failed;

    GroupRecord(String phase, GroupName name) {
        this.phase = phase;
        this.name = name;
    }

    public void completed(long nanos) {
        completed++;
        time.add(nanos);
    }

    public void failed() {
        failed++;
    }

    GroupSeries series() {
        return new GroupSeries(phase, name.scenario(), name.group(), completed, failed, time.snapshot());
    }

    @Override
    public boolean isEmpty() {
        return completed + failed == 0;
    }

    @Override
    public void clear() {
        completed = failed = 0;
        time.clear();
    }
}
