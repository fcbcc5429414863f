package dev.loadstone.runner;

import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.Timing;
import dev.loadstone.runner.http.Exchange;
import dev.loadstone.runner.http.Wallet;
import dev.loadstone.runner.record.RequestRecord;
import dev.loadstone.runner.scenario.Behaviour;
import dev.loadstone.runner.scenario.Draft;
import dev.loadstone.runner.scenario.Request;
import dev.loadstone.runner.scenario.Verdict;
import io.netty.buffer.ByteBuf;

/** One request of a user under way, with the redirects that it follows; afterwards it serves another. */
final class Call extends Exchange {
    private final Calls calls;
    private final Draft draft = new Draft();
    private boolean underway;
    /** How late it was picked up, until that is recorded; {@link #NEVER} afterwards. */
    private long lagNanos;

    Call(Calls calls) {
        this.calls = calls;
    }

    /** @param lagNanos how late that is; {@link #NEVER} where it was recorded before */
    void send(Request request, long now, long lagNanos) {
        this.lagNanos = lagNanos;
        draft.take(request);
        underway = true;
        calls.client().send(this, draft.target(), now);
    }

    /** Nobody waits for it any more. */
    void cutOff(long now) {
        if (underway) {
            underway = false;
            calls.client().abandon(this);
            departed(0);
            RequestRecord record = record();
            count(record);
            record.incomplete(now - calls.dueNanos());
        }
    }

    @Override
    protected void encode(ByteBuf out) {
        try {
            calls.behaviour().encode(draft, out);
        } catch (IllegalStateException e) {
            throw e;
        } catch (RuntimeException e) {
            calls.stumbled(draft, e);
            throw new IllegalStateException("the request can't be put together", e);
        }
    }

    @Override
    protected void departed(long delayNanos) {
        if (lagNanos != NEVER) {
            record().time(Timing.SCHEDULER_LAG, lagNanos + delayNanos);
            lagNanos = NEVER;
        }
    }

    @Override
    protected boolean readsBody() {
        return draft.request().readsBody();
    }

    @Override
    protected boolean readsHead() {
        return draft.request().readsHead();
    }

    @Override
    protected boolean readsWholeHead() {
        return draft.request().readsWholeHead();
    }

    @Override
    protected Wallet wallet() {
        return calls.wallet();
    }

    @Override
    protected long timeoutNanos() {
        return draft.request().timeoutNanos();
    }

    @Override
    protected void responded(int status, ByteBuf head, ByteBuf body, long atNanos) {
        Verdict verdict;
        try {
            int target = redirect(status, head);
            if (target >= 0) {
                calls.client().follow(this, target, atNanos);
                return;
            }
            verdict = target == Behaviour.REFUSED
                    ? calls.behaviour().failed(draft, ErrorClass.Kind.REDIRECT)
                    : calls.behaviour().judge(draft, status, head, body, atNanos - calls.dueNanos());
        } catch (RuntimeException e) {
            verdict = calls.stumbled(draft, e);
        }
        RequestRecord record = record();
        record.checks(verdict.passed(), verdict.failed());
        record.time(Timing.SERVICE_TIME, atNanos - writtenNanos());
        record.time(Timing.TIME_TO_FIRST_BYTE, firstByteNanos() - writtenNanos());
        ended(record, verdict, atNanos);
    }

    private int redirect(int status, ByteBuf head) {
        return status >= 300 && status < 400 ? calls.behaviour().redirect(draft, status, head) : Behaviour.NOT_ONE;
    }

    @Override
    protected void failed(ErrorClass.Kind kind, long atNanos) {
        if (!underway) {
            return;
        }
        Verdict verdict = calls.behaviour().failed(draft, kind);
        RequestRecord record = record();
        if (kind == ErrorClass.Kind.TIMEOUT && writtenNanos() != NEVER) {
            record.time(Timing.SERVICE_TIME, atNanos - writtenNanos());
        }
        ended(record, verdict, atNanos);
    }

    private void ended(RequestRecord record, Verdict verdict, long atNanos) {
        underway = false;
        departed(0);
        ErrorClass error = verdict.error();
        if (error == null) {
            record.completed();
        } else {
            record.failed(error);
        }
        record.time(Timing.RESPONSE_TIME, atNanos - calls.dueNanos());
        if (writtenNanos() != NEVER) {
            record.time(Timing.CONNECTION_WAIT, connectionWaitNanos());
        }
        if (connectNanos() != NEVER) {
            record.time(Timing.CONNECT_TIME, connectNanos());
        }
        count(record);
        calls.ended(draft.request(), verdict, atNanos);
    }

    private void count(RequestRecord record) {
        record.bytes(bytesSent(), bytesReceived());
        if (draft.hops() > 0) {
            record.redirects(draft.hops());
        }
    }

    private RequestRecord record() {
        return calls.record(draft.request());
    }
}
