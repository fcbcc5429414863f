package dev.loadstone.runner.report;

import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.Errand;
import dev.loadstone.protocol.GeneratorHealth;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunId;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.RunnerReport.State;
import dev.loadstone.protocol.SharedValue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Pushes one report after the other until the operator says that it needs no more, and passes its commands on. Whatever happens
 * to a push, the load does not notice. All methods belong to the control thread.
 */
public final class Reporter {
    /** Which runner of which run. */
    public record Identity(RunId run, int runner) {}

    private static final long CLOCK_MILLIS = 10;
    private static final long BROKEN_LINGER_MILLIS = 30_000;
    private static final long SLOWEST_MILLIS = 10_000;
    private static final String CUT_SHORT = "it was told to end before its load was over";

    private final Identity identity;
    private final String boot;
    private final Uplink uplink;
    private final Commanded load;
    private final Clocks clocks;
    private final ScheduledExecutorService control;
    private final ClockSync clock = new ClockSync();
    private final Backlog backlog = new Backlog();
    private final Errands errands = new Errands();
    private final Backoff backoff;
    private final PushTimer timer;
    private final CompletableFuture<Outcome> ended = new CompletableFuture<>();
    private State state = State.ARMED;
    private volatile String message = "";
    private long sequence;
    private int activeUsers;
    private long lingerMillis;
    private long lingerUntilNanos = Long.MAX_VALUE;
    private boolean totalWanted;
    private boolean testEnded;
    private boolean stopping;
    private boolean unwanted;
    private boolean pushing;
    private boolean urgent;

    /** @param lingerMillis for how long the final report will be offered */
    public Reporter(
            Identity identity,
            Uplink uplink,
            Commanded load,
            long lingerMillis,
            ScheduledExecutorService control,
            Clocks clocks) {
        this.identity = identity;
        this.uplink = uplink;
        this.load = load;
        this.lingerMillis = lingerMillis;
        this.control = control;
        this.clocks = clocks;
        var random = RandomGenerator.getDefault();
        boot = Long.toHexString(random.nextLong());
        backoff = new Backoff(random);
        timer = new PushTimer(control, this::push);
    }

    /** Completes when no push will follow. */
    public CompletionStage<Outcome> ended() {
        return ended;
    }

    /** The runner can start. */
    public void armed() {
        push();
    }

    /** The runner can't do the run. */
    public void broken(String why) {
        message = why;
        linger(State.BROKEN, BROKEN_LINGER_MILLIS);
    }

    public void second(Interval interval, int users) {
        backlog.add(interval);
        activeUsers = users;
        push();
    }

    /** A user of this runner ended the test: the others must hear of it. */
    public void testEnded() {
        testEnded = true;
        push();
    }

    /** What came of what it was told to do once. */
    public void errand(Errand errand) {
        errands.ended(errand);
        if (state == State.DONE || stopping) {
            done();
        } else {
            push();
        }
    }

    /** Why the runner is broken, or was cut short; empty where it is neither. */
    public String message() {
        return message;
    }

    /** The load is over, or will never begin. */
    public void done() {
        activeUsers = 0;
        linger(State.DONE, lingerMillis);
    }

    /** The process is told to end: the final report is offered for no longer than this, and says where it is not of the whole run. */
    public void hurry(long lingerMillis) {
        this.lingerMillis = Math.min(this.lingerMillis, lingerMillis);
        if (state == State.DONE) {
            lingerUntilNanos = Math.min(lingerUntilNanos, clocks.nanos() + lingerMillis * 1_000_000);
        } else if (message.isEmpty()) {
            message = CUT_SHORT;
        }
    }

    private void linger(State last, long millis) {
        state = last;
        lingerUntilNanos = clocks.nanos() + millis * 1_000_000;
        control.schedule(this::push, millis + 1, TimeUnit.MILLISECONDS);
        push();
    }

    private void push() {
        if (ended.isDone()) {
            return;
        }
        if (unwanted && isLast()) {
            end(Outcome.NOT_WANTED);
        } else if (isLast() && clocks.nanos() >= lingerUntilNanos && !errands.isUnderway()) {
            end(state == State.BROKEN ? Outcome.BROKEN : Outcome.UNHEARD);
        } else if (pushing) {
            urgent = true;
        } else if (!unwanted) {
            send();
        }
    }

    private boolean isLast() {
        return state == State.DONE || state == State.BROKEN;
    }

    private void send() {
        pushing = true;
        urgent = false;
        timer.cancel();
        RunnerReport report = report();
        long sentNanos = clocks.nanos();
        CompletionStage<Answer> answer;
        try {
            answer = uplink.push(report);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenCompleteAsync((said, failure) -> pushed(report, sentNanos, said, failure), control);
    }

    private RunnerReport report() {
        Interval total = state == State.DONE || totalWanted ? load.total().orElse(null) : null;
        if (total == null && state == State.DONE) {
            total = new Interval(0, 0, List.of(), List.of(), GeneratorHealth.NONE);
        }
        return new RunnerReport(
                RunnerReport.VERSION,
                identity.run(),
                identity.runner(),
                boot,
                ++sequence,
                state,
                activeUsers,
                backlog.list(),
                total,
                clock.reading(),
                message,
                errands.latest(),
                testEnded);
    }

    private void pushed(RunnerReport report, long sentNanos, @Nullable Answer answer, @Nullable Throwable failure) {
        pushing = false;
        if (answer != null && answer.sequence() == report.sequence()) {
            backoff.succeeded();
            clock.exchanged(sentNanos, clocks.nanos(), clocks.wallMicros(), answer.operatorTimeMicros());
            backlog.acknowledge(answer.received());
            totalWanted = answer.resend();
            if (report.state() == State.BROKEN) {
                end(Outcome.BROKEN);
            } else {
                obey(answer.command());
                again(pause(answer));
            }
        } else if (cause(failure) instanceof NotWantedException) {
            unwanted = true;
            stop();
            push();
        } else {
            if (cause(failure) instanceof TooLargeException) {
                backlog.halve();
            }
            again(backoff.failedMillis());
        }
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private void obey(Answer.Command command) {
        switch (command) {
            case Answer.Wait() -> {}
            case Answer.SetUp() -> begin(Errand.Kind.SETUP, State.ARMED);
            case Answer.Start(long atMicros, var variables) -> start(atMicros, variables);
            case Answer.Finish() -> finish();
            case Answer.Stop(String reason) -> stop();
            case Answer.TearDown() -> begin(Errand.Kind.TEARDOWN, State.DONE);
            case Answer.Release() -> {
                if (state == State.DONE) {
                    end(Outcome.RELEASED);
                } else {
                    stop();
                }
            }
        }
    }

    private void start(long atMicros, Map<String, SharedValue> variables) {
        if (state == State.ARMED && !errands.isUnderway()) {
            state = State.RUNNING;
            load.start(clock.startNanos(atMicros, clocks.nanos()), variables);
        }
    }

    private void begin(Errand.Kind kind, State when) {
        if (state == when && !stopping && errands.begin(kind)) {
            load.run(kind);
            push();
        }
    }

    private void finish() {
        switch (state) {
            case ARMED -> stop();
            case RUNNING -> load.finish();
            case DONE, BROKEN -> {}
        }
    }

    private void stop() {
        if (errands.isUnderway()) {
            stopping = state == State.ARMED;
            load.stopErrand();
        } else if (state == State.ARMED) {
            done();
        } else if (state == State.RUNNING) {
            load.stop();
        }
    }

    private long pause(Answer answer) {
        boolean measuring = state == State.ARMED && !clock.isEnough();
        return measuring ? CLOCK_MILLIS : Math.clamp(answer.nextMillis(), 1, SLOWEST_MILLIS);
    }

    private void again(long millis) {
        if (ended.isDone()) {
            return;
        }
        if (urgent) {
            push();
        } else if (!pushing) {
            timer.set(millis);
        }
    }

    private void end(Outcome outcome) {
        timer.cancel();
        ended.complete(outcome);
    }
}
