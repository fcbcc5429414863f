package dev.loadstone.runner;

import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.SharedValue;
import dev.loadstone.runner.record.IterationRecord;
import dev.loadstone.runner.scenario.Behaviour;
import dev.loadstone.runner.scenario.Behaviour.Part;
import dev.loadstone.runner.scenario.Request;
import dev.loadstone.runner.scenario.Verdict;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One user at work on one event loop, from what comes before its first iteration to what comes after its last one; when it has
 * left the object serves another user.
 */
final class User {
    private final LoadLoop loop;
    private final Behaviour behaviour;
    private final Progress progress;
    private UserSource source;
    private Seat seat = Seat.NONE;
    private Part part = Part.ITERATION;
    private int phase;
    private int scenario;
    /** It wants to begin no further iteration. */
    private boolean exiting;
    /** What comes before its first iteration is done. */
    private boolean started;
    /** It has begun an iteration. */
    private boolean begun;

    private boolean completed;
    private String failure = "";
    private long iterationDueNanos;

    User(LoadLoop loop, Behaviour behaviour, UserSource source) {
        this.loop = loop;
        this.behaviour = behaviour;
        this.source = source;
        progress = new Progress(loop, this, behaviour);
    }

    /** It becomes another user, who takes this seat of a population. */
    void enter(UserSource source, Seat seat, int scenario, long userId) {
        this.source = source;
        this.seat = seat;
        this.scenario = scenario;
        exiting = false;
        begun = false;
        behaviour.enter(scenario, userId);
        started = !behaviour.has(Part.START);
    }

    Seat seat() {
        return seat;
    }

    Progress progress() {
        return progress;
    }

    int phase() {
        return phase;
    }

    boolean isExiting() {
        return exiting;
    }

    /**
     * Begins the one iteration of an arrival.
     *
     * @param first its first request, where it was counted as offered when the arrival was
     * @param queued there was no free user when it was due
     */
    void arrive(int phase, long dueNanos, @Nullable Request first, boolean queued) {
        progress.calls().expect(dueNanos, first, queued);
        beginIteration(phase, dueNanos);
    }

    void iterate(int phase, long dueNanos) {
        progress.calls().expect(dueNanos);
        beginIteration(phase, dueNanos);
    }

    private void beginIteration(int phase, long dueNanos) {
        this.phase = phase;
        completed = false;
        failure = "";
        progress.awaitedNothing();
        begin(started ? Part.ITERATION : Part.START, dueNanos);
    }

    private void begin(Part part, long dueNanos) {
        this.part = part;
        iterationDueNanos = dueNanos;
        progress.due(dueNanos);
        Behaviour.Begun ready;
        try {
            ready = behaviour.begin(part, dueNanos);
        } catch (RuntimeException e) {
            stumbled(e.toString());
            brokenOff(IterationRecord::failed);
            return;
        }
        switch (ready) {
            case READY -> {
                begun |= part == Part.ITERATION;
                progress.go(part);
            }
            case END_USER -> exhausted();
            case END_RUNNER -> {
                loop.endRunner();
                exhausted();
            }
            case END_TEST -> {
                loop.endTest();
                exhausted();
            }
        }
    }

    /** There is no data for this part any more. */
    private void exhausted() {
        exiting = true;
        brokenOff(IterationRecord::dropped);
    }

    /** It is to begin no further iteration. */
    void exit() {
        exiting = true;
    }

    /** It can't go on, and no request is to blame. */
    void stumbled(String why) {
        failure = why;
        loop.record().error(phase, scenario, why);
    }

    /** The part was done to its end. */
    void done() {
        switch (part) {
            case START -> {
                started = true;
                if (exiting) {
                    completed(0);
                } else {
                    begin(Part.ITERATION, progress.dueNanos());
                }
            }
            case ITERATION -> completed(progress.dueNanos() - iterationDueNanos);
            case STOP -> left();
        }
    }

    private void completed(long nanos) {
        completed = true;
        iteration().completed(nanos);
        end();
    }

    /** The part was not done to its end; if an iteration was to be done, this is what counts. */
    void brokenOff(Consumer<IterationRecord> counted) {
        if (part == Part.STOP) {
            left();
        } else {
            counted.accept(iteration());
            end();
        }
    }

    private void end() {
        progress.calls().forfeit();
        if (progress.hasAwaited() || loop.isDraining()) {
            source.ended(this, progress.dueNanos());
        } else {
            progress.restUntil(Math.max(progress.dueNanos(), loop.now()) + source.breathNanos());
        }
    }

    /** It had a rest after an iteration that took no time. */
    void rested() {
        source.ended(this, progress.dueNanos());
    }

    /** All requests under way have ended, the last one at this instant. */
    void answered(Verdict.Then then, long atNanos) {
        progress.answered(then, atNanos);
    }

    boolean endsOn(Request request, ErrorClass error, long failedChecks) {
        return source.endsOn(request, error, failedChecks);
    }

    /** It begins no iteration any more, and does what comes after its last one. */
    void leave(long atNanos) {
        progress.due(atNanos);
        boolean worked = behaviour.has(Part.START) ? started : begun;
        if (worked && behaviour.has(Part.STOP) && !loop.isStopping()) {
            progress.calls().expect(atNanos);
            begin(Part.STOP, atNanos);
        } else {
            left();
        }
    }

    private void left() {
        progress.calls().leave();
        source.left(this, progress.dueNanos());
    }

    private IterationRecord iteration() {
        return loop.record().iteration(phase, scenario);
    }

    /** Whether its last iteration came to its end. */
    boolean hasCompleted() {
        return completed;
    }

    /** Why its last iteration could not go on, where no request was to blame; else empty. */
    String failure() {
        return failure;
    }

    Map<String, SharedValue> variables() {
        return behaviour.variables();
    }
}
