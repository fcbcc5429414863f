package dev.loadstone.runner;

import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.SharedValue;
import dev.loadstone.runner.scenario.Behaviour;
import dev.loadstone.runner.scenario.Draft;
import dev.loadstone.runner.scenario.Recorder;
import dev.loadstone.runner.scenario.Request;
import dev.loadstone.runner.scenario.Verdict;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Map;

/** Behaves as another one does, until it comes to the place at which it stumbles, as only a bug makes one stumble. */
record Clumsy(Behaviour behaviour, Place stumbles) implements Behaviour {
    enum Place {
        BEGIN,
        FIRST_STEP,
        ENCODE,
        JUDGE,
        STEP_AFTER_RESPONSE,
        LAST_PART,
        NOWHERE
    }

    private void at(Place place) {
        if (stumbles == place) {
            throw new IndexOutOfBoundsException("stumbled");
        }
    }

    @Override
    public void enter(int scenario, long userId) {
        behaviour.enter(scenario, userId);
    }

    @Override
    public boolean has(Part part) {
        if (part == Part.STOP) {
            at(Place.LAST_PART);
        }
        return behaviour.has(part);
    }

    @Override
    public Begun begin(Part part, long dueNanos) {
        at(Place.BEGIN);
        return behaviour.begin(part, dueNanos);
    }

    @Override
    public Next next(long dueNanos, Recorder recorder) {
        at(Place.FIRST_STEP);
        Next next = behaviour.next(dueNanos, recorder);
        if (next != Next.REQUEST) {
            at(Place.STEP_AFTER_RESPONSE);
        }
        return next;
    }

    @Override
    public Request request() {
        return behaviour.request();
    }

    @Override
    public List<Request> requests() {
        return behaviour.requests();
    }

    @Override
    public long wakeNanos() {
        return behaviour.wakeNanos();
    }

    @Override
    public String failure() {
        return behaviour.failure();
    }

    @Override
    public void encode(Draft draft, ByteBuf out) {
        at(Place.ENCODE);
        behaviour.encode(draft, out);
    }

    @Override
    public int redirect(Draft draft, int status, ByteBuf head) {
        return behaviour.redirect(draft, status, head);
    }

    @Override
    public Verdict judge(Draft draft, int status, ByteBuf head, ByteBuf body, long responseNanos) {
        at(Place.JUDGE);
        return behaviour.judge(draft, status, head, body, responseNanos);
    }

    @Override
    public Verdict failed(Draft draft, ErrorClass.Kind kind) {
        return behaviour.failed(draft, kind);
    }

    @Override
    public boolean hasOnlyWaitsLeft() {
        return behaviour.hasOnlyWaitsLeft();
    }

    @Override
    public void abandon(Recorder recorder) {
        behaviour.abandon(recorder);
    }

    @Override
    public Map<String, SharedValue> variables() {
        return behaviour.variables();
    }
}
