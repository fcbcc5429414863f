package dev.loadstone.runner;

import dev.loadstone.runner.record.IterationRecord;
import dev.loadstone.runner.scenario.Behaviour;
import dev.loadstone.runner.scenario.Behaviour.Part;
import dev.loadstone.runner.scenario.Verdict;

/** How far a user is in a part of what it does, and what it waits for. */
final class Progress {
    private enum Doing {
        NOTHING,
        SENDING,
        WAITING,
        /** Between two iterations, of which the first took no time. */
        RESTING
    }

    private final LoadLoop loop;
    private final User user;
    private final Behaviour behaviour;
    private final Calls calls;
    private final Notes notes;
    private Doing doing = Doing.NOTHING;
    private Part part = Part.ITERATION;
    /** When what comes next is due. */
    private long dueNanos;

    private long wakeNanos;
    /** Something took time since it was last said that nothing did. */
    private boolean awaited;

    Progress(LoadLoop loop, User user, Behaviour behaviour) {
        this.loop = loop;
        this.user = user;
        this.behaviour = behaviour;
        calls = new Calls(loop, user, behaviour);
        notes = new Notes(loop, user);
    }

    Calls calls() {
        return calls;
    }

    long dueNanos() {
        return dueNanos;
    }

    void due(long nanos) {
        dueNanos = nanos;
    }

    boolean hasAwaited() {
        return awaited;
    }

    void awaitedNothing() {
        awaited = false;
    }

    /** Does this part, which can be done. */
    void go(Part part) {
        this.part = part;
        proceed();
    }

    private void proceed() {
        Behaviour.Next next;
        try {
            next = behaviour.next(dueNanos, notes);
        } catch (RuntimeException e) {
            // Nobody else would ever go on with it.
            user.stumbled(e.toString());
            breakOff(true);
            return;
        }
        switch (next) {
            case REQUEST -> {
                if (isSendable()) {
                    calls.send(behaviour.request(), dueNanos);
                }
            }
            case PARALLEL -> {
                if (isSendable()) {
                    calls.sendAll(behaviour.requests(), dueNanos);
                }
            }
            case WAIT -> waitUntil(behaviour.wakeNanos());
            case DONE -> user.done();
            case END_USER -> {
                user.exit();
                user.done();
            }
            case END_TEST -> {
                user.exit();
                loop.endTest();
                user.done();
            }
            case FAILED -> {
                user.stumbled(behaviour.failure());
                breakOff(true);
            }
        }
    }

    private boolean isSendable() {
        if (loop.isStopping()) {
            breakOff(false);
            return false;
        }
        doing = Doing.SENDING;
        awaited = true;
        return true;
    }

    /** All requests under way have ended, the last one at this instant. */
    void answered(Verdict.Then then, long atNanos) {
        dueNanos = atNanos;
        doing = Doing.NOTHING;
        switch (then) {
            case CONTINUE -> proceed();
            case END_ITERATION -> breakOff(true);
            case END_USER -> {
                user.exit();
                breakOff(true);
            }
        }
    }

    private void waitUntil(long nanos) {
        if (loop.isDraining() && part != Part.START && behaviour.hasOnlyWaitsLeft()) {
            behaviour.abandon(notes);
            user.done();
        } else if (loop.isStopping() || nanos > loop.lastNanos()) {
            breakOff(false);
        } else {
            sleep(Doing.WAITING, nanos);
        }
    }

    /** Ends the iteration later: who begins the next one at once would do so from within the last one, without end. */
    void restUntil(long nanos) {
        sleep(Doing.RESTING, nanos);
    }

    private void sleep(Doing doing, long nanos) {
        this.doing = doing;
        awaited = true;
        wakeNanos = nanos;
        loop.sleep(this, nanos);
    }

    /** The wait is over; what comes was due at its deadline, however late this call is. */
    void wake() {
        boolean resting = doing == Doing.RESTING;
        doing = Doing.NOTHING;
        dueNanos = wakeNanos;
        if (resting) {
            user.rested();
        } else {
            proceed();
        }
    }

    /** The load drains and all sleepers were woken: it waits on only for a request that can still be sent. */
    void drain() {
        switch (doing) {
            case WAITING -> {
                doing = Doing.NOTHING;
                waitUntil(wakeNanos);
            }
            case RESTING -> wake();
            case NOTHING, SENDING -> {}
        }
    }

    /** Nothing is waited for any more. */
    void cutOff(long now) {
        switch (doing) {
            case SENDING -> {
                calls.cutOff(now);
                breakOff(false);
            }
            case WAITING -> breakOff(false);
            case RESTING -> wake();
            case NOTHING -> {}
        }
    }

    private void breakOff(boolean failed) {
        doing = Doing.NOTHING;
        try {
            behaviour.abandon(notes);
        } catch (RuntimeException e) {
            user.stumbled(e.toString());
        }
        user.brokenOff(failed ? IterationRecord::failed : IterationRecord::incomplete);
    }
}
