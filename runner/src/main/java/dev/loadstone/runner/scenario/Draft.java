package dev.loadstone.runner.scenario;

import org.jspecify.annotations.Nullable;

/** One request of a user on its way, with the redirects that it follows. Made once, used for many. */
public final class Draft {
    private @Nullable Request request;
    private int target;
    private int hops;

    /** It is this request's from now on. */
    public void take(Request request) {
        this.request = request;
        target = request.target();
        hops = 0;
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
}
