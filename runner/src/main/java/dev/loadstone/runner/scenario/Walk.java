package dev.loadstone.runner.scenario;

import dev.loadstone.runner.scenario.Behaviour.Next;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where one user is in its scenario: its place, the calls, loops and groups that it is in, and what comes next. */
final class Walk {
    /** In so many steps without a request or a wait nothing will ever happen. */
    private static final int MOST_STEPS = 10_000;

    private static final long NEVER = Long.MIN_VALUE;

    private final UserState user;
    private final UserFacts facts;
    private final int[] returns;
    private final Round[] rounds;
    private final OpenGroup[] groups;
    private final long[] paces;
    private ScenarioProgram scenario;
    private @Nullable Recorder recorder;
    private int at;
    private int calls;
    private int loops;
    private int opened;
    private long dueNanos;
    private long waitedNanos;
    private long wakeNanos;
    private @Nullable Request request;
    private List<Request> requests = List.of();

    Walk(Program program, UserState user, UserFacts facts) {
        this.user = user;
        this.facts = facts;
        Depth depth = program.depth();
        returns = new int[depth.calls()];
        rounds = new Round[depth.loops()];
        Arrays.setAll(rounds, i -> new Round());
        groups = new OpenGroup[depth.groups()];
        Arrays.setAll(groups, i -> new OpenGroup());
        paces = new long[depth.paces()];
        scenario = program.scenarios().getFirst();
    }

    void enter(ScenarioProgram scenario) {
        this.scenario = scenario;
        Arrays.fill(paces, NEVER);
        begin(scenario.end());
    }

    void begin(int at) {
        this.at = at;
        calls = 0;
        while (loops > 0) {
            leaveLoop();
        }
        opened = 0;
        waitedNanos = 0;
    }

    /** Goes on to what comes next. */
    Next next(long dueNanos, Recorder recorder) {
        this.dueNanos = dueNanos;
        this.recorder = recorder;
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            Next next = scenario.op(at++).perform(this);
            if (next != null) {
                return next;
            }
        }
        throw new IllegalStateException("no progress: " + MOST_STEPS + " steps without a request or a wait");
    }

    /** The part ends here: groups that are open fail. */
    void abandon(Recorder recorder) {
        while (opened > 0) {
            recorder.groupFailed(groups[--opened].group);
        }
        begin(scenario.end());
    }

    boolean hasOnlyWaitsLeft() {
        boolean counts = scenario.countsFrom(at);
        for (int i = 0; i < calls; i++) {
            counts |= scenario.countsFrom(returns[i]);
        }
        return !counts;
    }

    UserState user() {
        return user;
    }

    UserFacts facts() {
        return facts;
    }

    Recorder recorder() {
        return Objects.requireNonNull(recorder, "nothing was asked for yet");
    }

    long dueNanos() {
        return dueNanos;
    }

    void call(int entry) {
        returns[calls++] = at;
        at = entry;
    }

    /** Does a flow, and then the op again that is being done. */
    void callAndComeBack(int entry) {
        returns[calls++] = at - 1;
        at = entry;
    }

    void returnFromCall() {
        at = returns[--calls];
    }

    Round enterLoop() {
        Round round = rounds[loops++];
        round.clear();
        return round;
    }

    Round round() {
        return rounds[loops - 1];
    }

    void leaveLoop() {
        rounds[--loops].clear();
    }

    void open(int group) {
        OpenGroup open = groups[opened++];
        open.group = group;
        open.beganNanos = dueNanos;
        open.waitedNanos = waitedNanos;
    }

    /** The group that was opened last ends. */
    void close(boolean withWaits) {
        OpenGroup open = groups[--opened];
        long waited = withWaits ? 0 : waitedNanos - open.waitedNanos;
        recorder().group(open.group, dueNanos - open.beganNanos - waited);
    }

    Next send(Request request) {
        this.request = request;
        return Next.REQUEST;
    }

    Next sendAll(List<Request> requests) {
        this.requests = requests;
        return Next.PARALLEL;
    }

    /** Waits until then; null where that is now. */
    @Nullable
    Next waitUntil(long nanos) {
        if (nanos <= dueNanos) {
            return null;
        }
        wakeNanos = nanos;
        waitedNanos += nanos - dueNanos;
        return Next.WAIT;
    }

    /** Waits for its turn at a pace. */
    @Nullable
    Next pace(int pace, long everyNanos) {
        long turn = paces[pace] == NEVER ? dueNanos : Math.max(dueNanos, paces[pace] + everyNanos);
        paces[pace] = turn;
        return waitUntil(turn);
    }

    Request request() {
        if (request == null) {
            throw new IllegalStateException("no request was next");
        }
        return request;
    }

    List<Request> requests() {
        return requests;
    }

    long wakeNanos() {
        return wakeNanos;
    }

    /** A group that began. */
    private static final class OpenGroup {
        private int group;
        private long beganNanos;
        private long waitedNanos;
    }
}
