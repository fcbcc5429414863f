package dev.loadstone.runner;

import dev.loadstone.protocol.Errand;
import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.runner.scenario.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one user who runs an errand: once, and no further than to the first request that fails. */
final class Messenger implements UserSource {
    private static final long USER_ID = 0;

    private final Errand.Kind kind;
    private final int scenario;
    private final LoadLoop loop;
    private long startNanos;
    private boolean begun;
    private boolean ended;
    private String failure = "";
    private @Nullable Errand done;

    Messenger(LoadLoop loop, Errand.Kind kind, int scenario) {
        this.loop = loop;
        this.kind = kind;
        this.scenario = scenario;
    }

    /** What came of it; failed by this where its time was over before it was. */
    Errand outcome(String cutOff) {
        return done != null
                ? done
                : new Errand(kind, Errand.State.FAILED, failure.isEmpty() ? cutOff : failure, Map.of());
    }

    @Override
    public void begin(long startNanos) {
        this.startNanos = startNanos;
    }

    @Override
    public long nextNanos() {
        return begun ? Long.MAX_VALUE : startNanos;
    }

    @Override
    public long endNanos() {
        return ended ? startNanos : startNanos + loop.shard().plan().durationMillis() * 1_000_000;
    }

    @Override
    public int fire(long now, int most) {
        if (begun || now < startNanos) {
            return most;
        }
        begun = true;
        User user = loop.hire(this);
        user.enter(this, Seat.NONE, scenario, USER_ID);
        loop.record().iteration(0, scenario).offered();
        user.iterate(0, startNanos);
        return most - 1;
    }

    @Override
    public boolean endsOn(Request request, ErrorClass error, long failedChecks) {
        var missed = new ArrayList<String>();
        List<String> checks = request.checkNames();
        for (int i = 0; i < checks.size(); i++) {
            if ((failedChecks >>> i & 1) == 1) {
                missed.add(checks.get(i));
            }
        }
        failure = "request \"" + request.name() + "\" failed: " + error
                + (missed.isEmpty() ? "" : ", check " + String.join(", ", missed));
        return true;
    }

    @Override
    public void ended(User user, long atNanos) {
        ended = true;
        if (user.hasCompleted() && !loop.isStopping()) {
            done = new Errand(kind, Errand.State.DONE, "", user.variables());
        } else if (failure.isEmpty()) {
            failure = user.failure();
        }
        user.leave(atNanos);
    }

    @Override
    public void left(User user, long atNanos) {
        loop.dismiss(user);
        loop.setAlarm();
    }

    @Override
    public void drain(long now) {
        begun = true;
    }
}
