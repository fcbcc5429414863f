package dev.loadstone.runner.scenario;

import dev.loadstone.runner.schedule.SplitMix;
import org.jspecify.annotations.Nullable;

/** One request of a user on its way, with the redirects that it follows. Made once, used for many. */
public final class Draft {
    private static final byte[] NOWHERE = {};

    private @Nullable Request request;
    private int target;
    private int hops;
    private boolean drawn;
    private long seed;
    private byte[] uri = NOWHERE;
    private boolean emptied;

    /** It is this request's from now on. */
    public void take(Request request) {
        this.request = request;
        target = request.target();
        hops = 0;
        drawn = false;
        uri = NOWHERE;
        emptied = false;
    }

    public Request request() {
        if (request == null) {
            throw new IllegalStateException("the draft was given no request");
        }
        return request;
    }

    /** Index, among all targets of the plan, of the one that it goes to. */
    public int target() {
        return target;
    }

    /** Redirects that were followed. */
    public int hops() {
        return hops;
    }

    /** What its random values derive from, drawn once. */
    long seed(SplitMix life) {
        if (!drawn) {
            drawn = true;
            seed = life.nextLong();
        }
        return seed;
    }

    /** It goes on to a path and query, which are of no use but for the current hop. */
    void redirect(int target, byte[] uri, boolean emptied) {
        this.target = target;
        this.uri = uri;
        this.emptied |= emptied;
        hops++;
    }

    /** Path and query of the current hop, after the first. */
    byte[] uri() {
        return uri;
    }

    /** Whether a redirect made a GET without a body of it. */
    boolean isEmptied() {
        return emptied;
    }
}
