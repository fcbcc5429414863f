package dev.loadstone.runner;

import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.runner.http.Exchange;
import dev.loadstone.runner.http.HttpClient;
import dev.loadstone.runner.http.Wallet;
import dev.loadstone.runner.record.RequestRecord;
import dev.loadstone.runner.scenario.Behaviour;
import dev.loadstone.runner.scenario.Draft;
import dev.loadstone.runner.scenario.Request;
import dev.loadstone.runner.scenario.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user's requests under way: one, or several at once, which are due at the same instant and end when the last one does. */
final class Calls {
    private final LoadLoop loop;
    private final User user;
    private final Behaviour behaviour;
    private final Wallet wallet = new Wallet();
    private final List<Call> calls = new ArrayList<>(1);
    /** The iteration's first request, where it was counted as offered when the iteration was, and is not yet sent. */
    private @Nullable Request offeredAhead;

    private boolean lagRecordedAhead;
    /** Until then the iteration waited for a user: what was due earlier is not late by that. */
    private long queuedUntilNanos;

    private long dueNanos;
    private int underway;
    private long lastNanos;
    private Verdict.Then then = Verdict.Then.CONTINUE;

    Calls(LoadLoop loop, User user, Behaviour behaviour) {
        this.loop = loop;
        this.user = user;
        this.behaviour = behaviour;
    }

    /** An iteration begins that is due at this instant. */
    void expect(long dueNanos) {
        offeredAhead = null;
        lagRecordedAhead = false;
        queuedUntilNanos = dueNanos;
    }

    /**
     * An arrival's iteration begins.
     *
     * @param first its first request, where it was counted as offered when the arrival was
     * @param queued there was no free user when it was due, so that the lag of its first request was recorded then
     */
    void expect(long dueNanos, @Nullable Request first, boolean queued) {
        offeredAhead = first;
        lagRecordedAhead = queued && first != null;
        queuedUntilNanos = queued ? loop.now() : dueNanos;
    }

    void send(Request request, long dueNanos) {
        begin(1, dueNanos);
        long now = loop.now();
        send(0, request, now);
    }

    void sendAll(List<Request> requests, long dueNanos) {
        begin(requests.size(), dueNanos);
        long now = loop.now();
        for (int i = 0; i < requests.size(); i++) {
            send(i, requests.get(i), now);
        }
        if (requests.isEmpty()) {
            user.answered(then, dueNanos);
        }
    }

    private void send(int place, Request request, long now) {
        RequestRecord record = record(request);
        if (offeredAhead == null) {
            record.offered();
        }
        offeredAhead = null;
        long lagNanos = lagRecordedAhead ? Exchange.NEVER : now - Math.max(dueNanos, queuedUntilNanos);
        lagRecordedAhead = false;
        if (place == calls.size()) {
            calls.add(new Call(this));
        }
        calls.get(place).send(request, now, lagNanos);
    }

    /** The iteration is over; a first request that was counted, and was never sent, never will be. */
    void forfeit() {
        if (offeredAhead != null) {
            record(offeredAhead).dropped();
            offeredAhead = null;
        }
    }

    private void begin(int count, long dueNanos) {
        this.dueNanos = dueNanos;
        underway = count;
        lastNanos = Long.MIN_VALUE;
        then = Verdict.Then.CONTINUE;
    }

    void ended(Request request, Verdict verdict, long atNanos) {
        stricter(verdict.then());
        ErrorClass error = verdict.error();
        if (error != null && user.endsOn(request, error, verdict.failed())) {
            stricter(Verdict.Then.END_ITERATION);
        }
        lastNanos = Math.max(lastNanos, atNanos);
        underway--;
        if (underway == 0) {
            user.answered(then, lastNanos);
        }
    }

    /** What it is or was answered is more than the user can take: its iteration is over, and is told why. */
    Verdict stumbled(Draft draft, RuntimeException why) {
        user.stumbled(why.toString());
        stricter(Verdict.Then.END_ITERATION);
        return behaviour.failed(draft, ErrorClass.Kind.CHECK);
    }

    private void stricter(Verdict.Then other) {
        if (other.compareTo(then) > 0) {
            then = other;
        }
    }

    /** Nobody waits for any of them any more. */
    void cutOff(long now) {
        underway = 0;
        for (Call call : calls) {
            call.cutOff(now);
        }
    }

    /** The user has gone. */
    void leave() {
        loop.client().leave(wallet);
    }

    RequestRecord record(Request request) {
        return loop.record().request(user.phase(), request);
    }

    long dueNanos() {
        return dueNanos;
    }

    HttpClient client() {
        return loop.client();
    }

    Behaviour behaviour() {
        return behaviour;
    }

    Wallet wallet() {
        return wallet;
    }
}
