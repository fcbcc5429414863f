package dev.loadstone.operator.collect;

import dev.loadstone.protocol.Answer;
import dev.loadstone.protocol.Interval;
import dev.loadstone.protocol.RunnerReport;
import dev.loadstone.protocol.RunnerReport.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** A runner as the protocol wants it: keeps what is not acknowledged, and offers its last report until released. */
final class SimulatedRunner {
    private final int index;
    private final Random random;
    private final List<Interval> seconds = new ArrayList<>();
    private long sequence;
    private long answered = -1;
    private int acknowledged = -1;
    private boolean resend;
    boolean released;

    SimulatedRunner(int index, Random random) {
        this.index = index;
        this.random = random;
    }

    void work() {
        seconds.add(Reports.second(seconds.size(), random));
    }

    Interval truth() {
        return seconds.stream().reduce(Interval::plus).orElseThrow();
    }

    /** What it saw in the seconds from one to before the other. */
    List<Interval> seconds(int from, int to) {
        return seconds.subList(from, to);
    }

    RunnerReport push(boolean last) {
        List<Interval> open = seconds.subList(acknowledged + 1, seconds.size());
        State state = last ? State.DONE : seconds.isEmpty() ? State.ARMED : State.RUNNING;
        return Reports.report(index, sequence++, state, open, last || resend && !seconds.isEmpty() ? truth() : null);
    }

    void hear(Answer answer) {
        if (answer.sequence() > answered) {
            answered = answer.sequence();
            acknowledged = Math.max(acknowledged, answer.received());
            resend = answer.resend();
        }
        released |= Objects.equals(answer.command(), new Answer.Release());
    }
}
