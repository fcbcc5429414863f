package dev.loadstone.operator.loadtest;

import dev.loadstone.operator.collect.Unwanted;
import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.ClockReading;
import dev.loadstone.protocol.Errand;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.ProtocolJson;
import dev.loadstone.protocol.RunPlan;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.RunnerReport.State;
import dev.loadstone.protocol.SharedValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The process of a runner: it speaks the protocol as the real one does (one push at a time, offered again until it is answered),
 * makes a load of known counts, and does setup and teardown where it is told to.
 */
final class ChaosRunner {
    private static final long PUSH_MILLIS = 5000;
    private static final long LINGER_MILLIS = 600_000;
    private static final long HURRIED_MILLIS = 15_000;
    private static final int BACKLOG = 120;

    final RunPlan plan;
    final int index;
    final String pod;
    private final ChaosWorld world;
    private final ChaosTime time;
    private final ChaosLoad load;
    private final IntConsumer exit;
    private final long clockOffsetMicros;
    private final Set<Errand.Kind> begun = EnumSet.noneOf(Errand.Kind.class);
    private final List<Interval> backlog = new ArrayList<>();
    private final List<Interval> made = new ArrayList<>();
    private State state = State.ARMED;
    private @Nullable Errand errand;
    private String message = "";
    private @Nullable Interval sum;
    private long sequence;
    private long startMicros = Long.MAX_VALUE;
    private long startLateMicros;
    private int answered;
    private long backoffMillis = 200;
    private long lingerUntilMicros = Long.MAX_VALUE;
    private long lingerMillis = LINGER_MILLIS;
    private long timer;
    private boolean totalWanted;
    private boolean pushing;
    private boolean urgent;
    private boolean unwanted;
    private boolean stoppingErrand;
    private boolean cuttingErrand;
    private boolean draining;
    private boolean terminated;
    private boolean ended;
    /** Until when nothing goes to the operator or comes back. */
    long cutUntilMicros;

    /** @param exit given the code that the process ends with */
    ChaosRunner(ChaosWorld world, RunPlan plan, int index, String pod, IntConsumer exit) {
        this.world = world;
        this.time = world.time;
        this.plan = plan;
        this.index = index;
        this.pod = pod;
        this.exit = exit;
        this.load = new ChaosLoad(plan, index);
        this.clockOffsetMicros = time.chance(0.2) ? time.random.nextLong(-60_000_000, 60_000_001) : 0;
        if (time.chance(world.mishaps / 10)) {
            time.within(200, 900, () -> broken("the plan asks for what this runner does not know"));
        } else {
            time.within(200, 900, this::push);
        }
    }

    boolean isDone() {
        return state == State.DONE;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Whether it has made all of its load, to the end of the last phase. */
    boolean isWhole() {
        return state == State.DONE && load.isOver();
    }

    /** What it has made in all. */
    Interval total() {
        return sum == null ? new Interval(0, 0, List.of(), List.of(), GeneratorHealth.NONE) : sum;
    }

    /** SIGTERM. */
    void terminate() {
        if (ended || terminated) {
            return;
        }
        terminated = true;
        lingerMillis = HURRIED_MILLIS;
        if (state == State.DONE) {
            lingerUntilMicros = Math.min(lingerUntilMicros, time.micros() + HURRIED_MILLIS * 1000);
            time.after(HURRIED_MILLIS + 1, this::push);
        } else if (message.isEmpty()) {
            message = "it was told to end before its load was over";
        }
        cutErrand();
        if (startMicros == Long.MAX_VALUE) {
            done();
        } else {
            drain();
        }
        time.after(2 * HURRIED_MILLIS, () -> end(143));
    }

    /** SIGKILL, or a node that is no more. */
    void kill() {
        ended = true;
    }

    private void broken(String why) {
        if (!ended) {
            message = why;
            linger(State.BROKEN, 30_000);
        }
    }

    private void push() {
        if (ended) {
            return;
        }
        boolean last = state == State.DONE || state == State.BROKEN;
        boolean errandUnderway = errand != null && errand.state() == Errand.State.UNDERWAY;
        if (unwanted && last) {
            end(4);
        } else if (last && time.micros() >= lingerUntilMicros && !errandUnderway) {
            end(state == State.BROKEN ? 2 : 3);
        } else if (pushing) {
            urgent = true;
        } else if (!unwanted) {
            send();
        }
    }

    private void send() {
        pushing = true;
        urgent = false;
        timer++;
        RunnerReport report = report();
        var answerable = new boolean[] {true};
        Runnable fail = () -> {
            if (answerable[0]) {
                answerable[0] = false;
                failed();
            }
        };
        boolean cut = time.micros() < cutUntilMicros;
        // A connection leads to the process that took it, or to nobody.
        ChaosOperator operator = world.listening();
        time.after(PUSH_MILLIS, fail);
        if (cut || time.chance(world.loss)) {
            if (cut && time.chance(0.5)) {
                time.after(1000, fail);
            }
            return;
        }
        // What is held up may come when nobody waits for the answer any more, and what is sent again comes twice.
        long delay = time.chance(world.loss) ? time.random.nextLong(100, 20_000) : time.random.nextLong(1, 15);
        if (time.chance(world.loss)) {
            time.within(delay, delay + 8000, () -> deliver(operator, report, answer -> {}, () -> {}));
        }
        time.after(
                delay,
                () -> deliver(
                        operator,
                        report,
                        answer -> {
                            if (time.micros() < cutUntilMicros || time.chance(world.loss)) {
                                return;
                            }
                            time.within(1, 15, () -> {
                                if (answerable[0] && !ended) {
                                    answerable[0] = false;
                                    heard(report, answer);
                                }
                            });
                        },
                        fail));
    }

    private void deliver(@Nullable ChaosOperator operator, RunnerReport report, Consumer<Answer> heard, Runnable fail) {
        try {
            if (operator == null || !operator.isListening()) {
                fail.run();
                return;
            }
            boolean overTheWire = time.chance(0.02);
            RunnerReport sent =
                    overTheWire ? ProtocolJson.read(ProtocolJson.write(report), RunnerReport.class) : report;
            Answer answer = operator.receive(pod, sent);
            heard.accept(answer);
        } catch (Unwanted e) {
            switch (e.kind()) {
                case WRONG_RUNNER, SECOND_BOOT -> {
                    time.log("runner %s is not wanted: %s", pod, e.getMessage());
                    unwanted = true;
                    pushing = false;
                    stop();
                    push();
                }
                case UNKNOWN_RUN, OTHER_NAMESPACE, NEWER_VERSION -> fail.run();
            }
        }
    }

    private RunnerReport report() {
        Interval total = state == State.DONE || totalWanted && sum != null ? total() : null;
        ClockReading clock = answered == 0 ? null : new ClockReading(clockOffsetMicros, 2000, startLateMicros);
        return new RunnerReport(
                RunnerReport.VERSION,
                plan.run(),
                index,
                pod,
                ++sequence,
                state,
                state == State.RUNNING ? 3 : 0,
                backlog,
                total,
                clock,
                message,
                errand,
                false);
    }

    private void failed() {
        if (!ended) {
            pushing = false;
            long pause = backoffMillis / 2 + time.random.nextLong(backoffMillis / 2 + 1);
            backoffMillis = Math.min(2000, backoffMillis * 2);
            again(pause);
        }
    }

    private void heard(RunnerReport report, Answer answer) {
        pushing = false;
        backoffMillis = 200;
        answered++;
        backlog.removeIf(each -> each.last() <= answer.received());
        totalWanted = answer.resend();
        if (report.state() == State.BROKEN) {
            end(2);
            return;
        }
        obey(answer.command());
        again(state == State.ARMED && answered < 5 ? 10 : Math.clamp(answer.nextMillis(), 1, 10_000));
    }

    private void again(long millis) {
        if (ended) {
            return;
        }
        if (urgent) {
            push();
        } else if (!pushing) {
            long mine = ++timer;
            time.after(millis, () -> {
                if (timer == mine) {
                    push();
                }
            });
        }
    }

    private void obey(Answer.Command command) {
        switch (command) {
            case Answer.Wait() -> {}
            case Answer.SetUp() -> begin(Errand.Kind.SETUP, State.ARMED);
            case Answer.Start(long atMicros, Map<String, SharedValue> variables) -> start(atMicros, variables);
            case Answer.Finish() -> stop();
            case Answer.Stop(String _) -> stop();
            case Answer.TearDown() -> begin(Errand.Kind.TEARDOWN, State.DONE);
            case Answer.Release() -> {
                if (state == State.DONE) {
                    end(0);
                } else {
                    stop();
                }
            }
        }
    }

    private void start(long atMicros, Map<String, SharedValue> variables) {
        if (state != State.ARMED || errand != null && errand.state() == Errand.State.UNDERWAY) {
            return;
        }
        world.rules.started(this, atMicros, variables);
        state = State.RUNNING;
        long late = time.micros() - atMicros;
        startLateMicros = Math.max(0, late);
        startMicros = late > 100_000 ? time.micros() : atMicros + time.random.nextInt(-1000, 1001);
        time.log("runner %s starts at %d, %d ms late", pod, startMicros, startLateMicros / 1000);
        awaitSecond();
    }

    private void awaitSecond() {
        long dueMicros = startMicros + (load.seconds() + 1) * 1_000_000L;
        time.after(Math.max(0, dueMicros - time.micros()) / 1000, this::second);
    }

    private void second() {
        if (ended || state != State.RUNNING || draining) {
            return;
        }
        world.rules.makesLoad(this);
        tell(load.next(world.errors(plan.run())));
        if (load.isOver()) {
            long rest = time.random.nextLong(0, plan.gracefulStopMillis() + 1);
            time.after(rest, () -> over(true));
        } else {
            awaitSecond();
        }
    }

    private void tell(Interval interval) {
        made.add(interval);
        sum = sum == null ? interval : sum.plus(interval);
        if (backlog.size() == BACKLOG) {
            backlog.removeFirst();
        }
        backlog.add(interval);
        push();
    }

    private void drain() {
        if (state == State.RUNNING && !draining) {
            draining = true;
            time.within(1, 1600, () -> over(false));
        }
    }

    private void over(boolean itself) {
        if (ended || state != State.RUNNING || itself && draining) {
            return;
        }
        load.last(startMicros <= time.micros()).ifPresent(this::tell);
        done();
    }

    private void done() {
        linger(State.DONE, lingerMillis);
    }

    private void linger(State last, long millis) {
        state = last;
        lingerUntilMicros = time.micros() + millis * 1000;
        time.after(millis + 1, this::push);
        push();
    }

    private void stop() {
        if (errand != null && errand.state() == Errand.State.UNDERWAY) {
            stoppingErrand = state == State.ARMED;
            cutErrand();
        } else if (state == State.ARMED) {
            done();
        } else {
            drain();
        }
    }

    private void begin(Errand.Kind kind, State when) {
        if (state == when && !stoppingErrand && begun.add(kind)) {
            world.rules.errandBegun(this, kind);
            errand = new Errand(kind, Errand.State.UNDERWAY, "", Map.of());
            time.within(100, 4000, () -> endErrand(kind, !time.chance(world.mishaps / 5)));
            push();
        }
    }

    private void cutErrand() {
        if (errand != null && errand.state() == Errand.State.UNDERWAY && !cuttingErrand) {
            cuttingErrand = true;
            Errand.Kind kind = errand.kind();
            time.within(1, 1500, () -> endErrand(kind, false));
        }
    }

    private void endErrand(Errand.Kind kind, boolean well) {
        if (ended || errand == null || errand.kind() != kind || errand.state() != Errand.State.UNDERWAY) {
            return;
        }
        cuttingErrand = false;
        errand = well
                ? new Errand(
                        kind,
                        Errand.State.DONE,
                        "",
                        kind == Errand.Kind.SETUP ? Map.of("token", new SharedValue("secret", false)) : Map.of())
                : new Errand(kind, Errand.State.FAILED, "POST /orders: status 503", Map.of());
        if (state == State.DONE || stoppingErrand) {
            done();
        } else {
            push();
        }
    }

    private void end(int code) {
        if (!ended) {
            ended = true;
            exit.accept(terminated && code != 0 ? 143 : code);
        }
    }

    @Override
    public String toString() {
        return pod + " " + state + (ended ? " (ended)" : "") + " " + made.size() + " s";
    }
}
