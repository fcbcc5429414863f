package dev.loadstone.runner.record;

import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.runner.scenario.Program;
import dev.loadstone.runner.scenario.Request;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that one event loop counts. Two of them take turns: while one is read and cleared by another thread the loop writes into
 * the other, so that no counter needs a lock.
 */
public final class LoopRecord {
    private final List<Phase> phases;
    private final Program program;
    private final FailureWords words;
    private final Tallies<RequestRecord> requests;
    private final Tallies<IterationRecord> iterations;
    private final Tallies<GroupRecord> groups;
    private final Tallies<MetricRecord> metrics;
    private long usersLimited;
    private long socketsLimited;
    private int peakUsers;

    /** @param words those of the whole runner */
    public LoopRecord(List<Phase> phases, Program program, FailureWords words) {
        this.phases = phases;
        this.program = program;
        this.words = words;
        int count = phases.size();
        requests = new Tallies<>(count, program.requestCount(), this::newRequest);
        iterations = new Tallies<>(
                count,
                program.scenarios().size(),
                (phase, scenario) -> new IterationRecord(
                        phases.get(phase).name(),
                        program.scenarios().get(scenario).name()));
        groups = new Tallies<>(
                count,
                program.groups().size(),
                (phase, group) -> new GroupRecord(
                        phases.get(phase).name(), program.groups().get(group)));
        metrics = new Tallies<>(
                count,
                program.metrics().size(),
                (phase, metric) -> new MetricRecord(
                        phases.get(phase).name(), program.metrics().get(metric)));
    }

    private RequestRecord newRequest(int phase, int index) {
        Request request = program.requests().get(index);
        var key = new RequestKey(phases.get(phase).name(), request.scenario(), request.name());
        return new RequestRecord(key, request.checkNames());
    }

    public RequestRecord request(int phase, Request request) {
        return requests.get(phase, request.index());
    }

    public IterationRecord iteration(int phase, int scenario) {
        return iterations.get(phase, scenario);
    }

    /** A user could not go on, and no request had failed. */
    public void error(int phase, int scenario, String why) {
        iterations.get(phase, scenario).error(words.of(phase, scenario, why));
    }

    /** @param index among the program's groups */
    public GroupRecord group(int phase, int index) {
        return groups.get(phase, index);
    }

    /** @param index among the program's metrics */
    public MetricRecord metric(int phase, int index) {
        return metrics.get(phase, index);
    }

    /** So many users are at work now. */
    public void atWork(int users) {
        peakUsers = Math.max(peakUsers, users);
    }

    /** An arrival was dropped at the limit of users at once. */
    public void usersLimited() {
        usersLimited++;
    }

    /** A connection met a limit of this machine. */
    public void socketsLimited() {
        socketsLimited++;
    }

    public boolean isUsersLimited() {
        return usersLimited > 0;
    }

    public boolean isSocketsLimited() {
        return socketsLimited > 0;
    }

    /** The most users at work at once that were told of. */
    int peakUsers() {
        return peakUsers;
    }

    Stream<RequestRecord> requests() {
        return requests.stream();
    }

    Stream<IterationRecord> iterations() {
        return iterations.stream();
    }

    Stream<GroupRecord> groups() {
        return groups.stream();
    }

    Stream<MetricRecord> metrics() {
        return metrics.stream();
    }

    /** As new, but for the memory of what happened since it was last cleared. */
    public void clear() {
        requests.clear();
        iterations.clear();
        groups.clear();
        metrics.clear();
        usersLimited = 0;
        socketsLimited = 0;
        peakUsers = 0;
    }
}
