package dev.loadstone.runner.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.Slice;
import dev.loadstone.runner.scenario.Behaviour.Begun;
import dev.loadstone.runner.scenario.Behaviour.Next;
import dev.loadstone.runner.scenario.Behaviour.Part;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A user at work without an engine: time passes as it is told, and what it does is written down in words. */
final class Person implements Recorder {
    static final long NOW = 1_700_000_000_123L;

    final ScenarioBehaviour behaviour;
    final List<String> log = new ArrayList<>();
    private final Draft draft = new Draft();
    long epochMillis = NOW;
    long due;

    Person(Program program, long id) {
        this(program, new Feeding(program, Slice.WHOLE), 0, id, 7);
    }

    Person(Program program, Feeding feeding, int scenario, long id, long seed) {
        behaviour = new ScenarioBehaviour(program, feeding, seed, () -> epochMillis);
        behaviour.enter(scenario, id);
    }

    Person iterate() {
        begin(Part.ITERATION);
        return this;
    }

    Begun begin(Part part) {
        return behaviour.begin(part, due);
    }

    Next next() {
        return behaviour.next(due, this);
    }

    /** Does the part to its end; every response is the same. */
    List<String> run(Part part, int status, String head, String body) {
        log.clear();
        Begun begun = begin(part);
        if (begun != Begun.READY) {
            log.add(begun.toString());
            return log;
        }
        while (true) {
            Next next = next();
            switch (next) {
                case REQUEST -> {
                    log.add(line(behaviour.request()));
                    if (answered(behaviour.request(), status, head, body).then() != Verdict.Then.CONTINUE) {
                        log.add("ENDED");
                        behaviour.abandon(this);
                        return log;
                    }
                }
                case PARALLEL -> {
                    log.add("parallel "
                            + behaviour.requests().stream().map(this::line).toList());
                    behaviour.requests().forEach(request -> answered(request, status, head, body));
                }
                case WAIT -> {
                    log.add("wait " + TimeUnit.NANOSECONDS.toMillis(behaviour.wakeNanos() - due));
                    due = behaviour.wakeNanos();
                }
                case DONE, END_USER, END_TEST -> {
                    log.add(next.toString());
                    return log;
                }
                case FAILED -> {
                    log.add("FAILED " + behaviour.failure());
                    return log;
                }
            }
        }
    }

    List<String> run(String body) {
        return run(Part.ITERATION, 200, "", body);
    }

    List<String> run() {
        return run("");
    }

    /** Method, path and body of a request. */
    private String line(Request request) {
        String sent = sent(request);
        String body = Plans.body(sent);
        return sent.substring(0, sent.indexOf(" HTTP/1.1")) + (body.isEmpty() ? "" : " " + body);
    }

    /** As it goes over the wire. */
    String sent(Request request) {
        draft.take(request);
        return sent(draft);
    }

    String sent(Draft of) {
        ByteBuf out = Unpooled.buffer();
        behaviour.encode(of, out);
        return out.toString(UTF_8);
    }

    Verdict answered(Request request, int status, String head, String body) {
        return answered(request, status, head, Unpooled.copiedBuffer(body, UTF_8));
    }

    Verdict answered(Request request, int status, String head, ByteBuf body) {
        draft.take(request);
        return behaviour.judge(draft, status, lines(head), body, 1_000_000);
    }

    Verdict answered(Request request, int status, String body) {
        return answered(request, status, "", body);
    }

    Verdict failed(Request request) {
        draft.take(request);
        return behaviour.failed(draft, ErrorClass.Kind.TIMEOUT);
    }

    /** Header lines as the engine hands them over. */
    static ByteBuf lines(String head) {
        return Unpooled.copiedBuffer(head.isEmpty() ? "" : head.replace("\n", "\r\n") + "\r\n", UTF_8);
    }

    @Override
    public void group(int group, long nanos) {
        log.add("group " + group + " " + TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    @Override
    public void groupFailed(int group) {
        log.add("group " + group + " failed");
    }

    @Override
    public void metric(int metric, long thousandths, boolean truth) {
        log.add("metric " + metric + " " + thousandths + " " + truth);
    }
}
