package dev.loadstone.runner.record;

import dev.loadstone.protocol.Phase;
import dev.loadstone.protocol.RequestKey;
import dev.loadstone.runner.scenario.Program;
import dev.loadstone.runner.scenario.Request;
import dev.loadstone.runner.scenario.ScenarioProgram;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that one event loop counts. Two of them take turns: while one is read and cleared by another thread the loop writes into
 * the other, so that no counter needs a lock.
 */
public final class LoopRecord {
    private final List<Phase> phases;
    private final List<ScenarioProgram> scenarios;
    private final @Nullable RequestRecord[][] requests;
    private final @Nullable IterationRecord[][] iterations;
    private long usersLimited;
    private long socketsLimited;

    public LoopRecord(List<Phase> phases, Program program) {
        this.phases = phases;
        scenarios = program.scenarios();
        requests = new RequestRecord[phases.size()][program.requestCount()];
        iterations = new IterationRecord[phases.size()][scenarios.size()];
    }

    public RequestRecord request(int phase, Request request) {
        RequestRecord record = requests[phase][request.index()];
        if (record == null) {
            record = new RequestRecord(
                    new RequestKey(phases.get(phase).name(), request.scenario(), request.name()), request.checkNames());
            requests[phase][request.index()] = record;
        }
        return record;
    }

    public IterationRecord iteration(int phase, int scenario) {
        IterationRecord record = iterations[phase][scenario];
        if (record == null) {
            record = new IterationRecord(
                    phases.get(phase).name(), scenarios.get(scenario).name());
            iterations[phase][scenario] = record;
        }
        return record;
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

    Stream<RequestRecord> requests() {
        return Arrays.stream(requests)
                .flatMap(Arrays::stream)
                .filter(Objects::nonNull)
                .filter(record -> !record.isEmpty());
    }

    Stream<IterationRecord> iterations() {
        return Arrays.stream(iterations)
                .flatMap(Arrays::stream)
                .filter(Objects::nonNull)
                .filter(record -> !record.isEmpty());
    }

    /** As new, but for the memory of what happened since it was last cleared: what did not, its phase is likely over. */
    public void clear() {
        for (RequestRecord[] phase : requests) {
            for (int i = 0; i < phase.length; i++) {
                RequestRecord record = phase[i];
                if (record != null && record.isEmpty()) {
                    phase[i] = null;
                } else if (record != null) {
                    record.clear();
                }
            }
        }
        Arrays.stream(iterations)
                .flatMap(Arrays::stream)
                .filter(Objects::nonNull)
                .forEach(IterationRecord::clear);
        usersLimited = 0;
        socketsLimited = 0;
    }
}
