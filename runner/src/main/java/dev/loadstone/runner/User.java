package dev.loadstone.runner;

import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.Timing;
import dev.loadstone.runner.http.Exchange;
import dev.loadstone.runner.http.Wallet;
import dev.loadstone.runner.record.RequestRecord;
import dev.loadstone.runner.scenario.Verdict;
import io.netty.buffer.ByteBuf;

/** One user at work on one event loop; after its last iteration the object serves another user. */
final class User extends Exchange implements Comparable<User> {
    private enum Doing {
        NOTHING,
        SENDING,
        WAITING
    }

    private final LoadLoop loop;
    private final Behaviour behaviour;
    private final Wallet wallet = new Wallet();
    private UserSource source;
    private Doing doing = Doing.NOTHING;
    private int phase;
    private int scenario;
    private long resident;
    private boolean retiring;
    /** The iteration's first request was counted as offered when the iteration was. */
    private boolean offeredAhead;

    /** The lag of the iteration's first request was recorded when it was queued. */
    private boolean lagRecordedAhead;

    private long dueNanos;
    /** Until then the iteration waited for a user: what was due earlier is not late by that. */
    private long queuedUntilNanos;

    private long wakeNanos;

    User(LoadLoop loop, Behaviour behaviour, UserSource source) {
        this.loop = loop;
        this.behaviour = behaviour;
        this.source = source;
    }

    void hire(UserSource source) {
        this.source = source;
        retiring = false;
    }

    /** It becomes the user with this number of a population. */
    void settle(long resident) {
        this.resident = resident;
    }

    long resident() {
        return resident;
    }

    /** Whether it may begin no further iteration. */
    void retire(boolean retiring) {
        this.retiring = retiring;
    }

    boolean isRetiring() {
        return retiring;
    }

    void begin(int phase, int scenario, long userId, long dueNanos) {
        lagRecordedAhead = false;
        queuedUntilNanos = dueNanos;
        enter(phase, scenario, userId, dueNanos);
    }

    /** As begin, for an arrival that found no free user when it was due. */
    void beginQueued(int phase, int scenario, long userId, long dueNanos) {
        lagRecordedAhead = loop.startsWithRequest(scenario);
        queuedUntilNanos = loop.now();
        enter(phase, scenario, userId, dueNanos);
    }

    private void enter(int phase, int scenario, long userId, long dueNanos) {
        this.phase = phase;
        this.scenario = scenario;
        this.dueNanos = dueNanos;
        offeredAhead = loop.startsWithRequest(scenario);
        behaviour.begin(scenario, userId);
        proceed();
    }

    private void proceed() {
        switch (behaviour.next()) {
            case REQUEST -> request();
            case WAIT -> waitUntil(dueNanos + behaviour.waitNanos());
            case DONE -> {
                loop.record().iteration(phase, scenario).completed();
                end(dueNanos);
            }
        }
    }

    private void request() {
        if (loop.isStopping()) {
            incomplete();
            return;
        }
        RequestRecord record = record();
        if (!offeredAhead) {
            record.offered();
        }
        offeredAhead = false;
        doing = Doing.SENDING;
        long now = loop.now();
        if (!lagRecordedAhead) {
            record.time(Timing.SCHEDULER_LAG, now - Math.max(dueNanos, queuedUntilNanos));
        }
        lagRecordedAhead = false;
        loop.client().send(this, 0, now);
    }

    private void waitUntil(long nanos) {
        if (loop.isDraining() && behaviour.hasOnlyWaitsLeft()) {
            loop.record().iteration(phase, scenario).completed();
            end(dueNanos);
        } else if (loop.isStopping() || nanos > loop.lastNanos()) {
            incomplete();
        } else {
            doing = Doing.WAITING;
            wakeNanos = nanos;
            loop.sleep(this);
        }
    }

    long wakeNanos() {
        return wakeNanos;
    }

    /** The wait is over; what comes was due at its deadline, however late this call is. */
    void wake() {
        doing = Doing.NOTHING;
        dueNanos = wakeNanos;
        proceed();
    }

    /** The load drains and all sleepers were woken: it waits on only for a request that can still be sent. */
    void drain() {
        if (doing == Doing.WAITING) {
            waitUntil(wakeNanos);
        }
    }

    /** Nothing is waited for any more. */
    void cutOff(long now) {
        switch (doing) {
            case SENDING -> {
                loop.client().abandon(this);
                RequestRecord record = record();
                record.bytes(bytesSent(), bytesReceived());
                record.incomplete(now - dueNanos);
                incomplete();
            }
            case WAITING -> incomplete();
            case NOTHING -> {}
        }
    }

    private void incomplete() {
        loop.record().iteration(phase, scenario).incomplete();
        end(dueNanos);
    }

    private void end(long atNanos) {
        doing = Doing.NOTHING;
        source.ended(this, atNanos);
    }

    @Override
    protected void encode(ByteBuf out) {
        behaviour.encode(out);
    }

    @Override
    protected boolean readsBody() {
        return behaviour.request().readsBody();
    }

    @Override
    protected boolean readsHead() {
        return false;
    }

    @Override
    protected Wallet wallet() {
        return wallet;
    }

    @Override
    protected long timeoutNanos() {
        return 0;
    }

    @Override
    protected void responded(int status, ByteBuf head, ByteBuf body, long atNanos) {
        Verdict verdict = behaviour.judge(status, body);
        RequestRecord record = record();
        record.checks(verdict.passed(), verdict.failed());
        ErrorClass error = verdict.error();
        if (error == null) {
            record.completed();
        } else {
            record.failed(error);
        }
        record.time(Timing.SERVICE_TIME, atNanos - writtenNanos());
        record.time(Timing.TIME_TO_FIRST_BYTE, firstByteNanos() - writtenNanos());
        measure(record, atNanos);
        if (verdict.endsIteration()) {
            fail();
        } else {
            proceed();
        }
    }

    /** There is nothing to go on from: later steps may need what this response should have brought. */
    @Override
    protected void failed(ErrorClass.Kind kind, long atNanos) {
        RequestRecord record = record();
        record.failed(ErrorClass.of(kind));
        if (kind == ErrorClass.Kind.TIMEOUT && writtenNanos() != NEVER) {
            record.time(Timing.SERVICE_TIME, atNanos - writtenNanos());
        }
        measure(record, atNanos);
        fail();
    }

    private void measure(RequestRecord record, long atNanos) {
        record.time(Timing.RESPONSE_TIME, atNanos - dueNanos);
        if (writtenNanos() != NEVER) {
            record.time(Timing.CONNECTION_WAIT, writtenNanos() - pickedNanos());
        }
        if (connectNanos() != NEVER) {
            record.time(Timing.CONNECT_TIME, connectNanos());
        }
        record.bytes(bytesSent(), bytesReceived());
        dueNanos = atNanos;
        doing = Doing.NOTHING;
    }

    private void fail() {
        loop.record().iteration(phase, scenario).failed();
        end(dueNanos);
    }

    private RequestRecord record() {
        return loop.record().request(phase, behaviour.request());
    }

    /** Who wakes first comes first. */
    @Override
    public int compareTo(User other) {
        return Long.compare(wakeNanos, other.wakeNanos);
    }
}
