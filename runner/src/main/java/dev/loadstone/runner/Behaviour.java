package dev.loadstone.runner;

import dev.loadstone.runner.scenario.Request;
import dev.loadstone.runner.scenario.Verdict;
import io.netty.buffer.ByteBuf;

/** What one user does: it is asked for one thing after the other, and never knows when or over which connection. */
interface Behaviour {
    /** What comes next. */
    enum Next {
        /** Send {@link #request()}. */
        REQUEST,
        /** Wait for {@link #waitNanos()}. */
        WAIT,
        /** The iteration is over. */
        DONE
    }

    /** Begins an iteration of this scenario, as this user. */
    void begin(int scenario, long userId);

    Next next();

    Request request();

    long waitNanos();

    /** Appends the request that is next. */
    void encode(ByteBuf out);

    /** Looks at that request's response. */
    Verdict judge(int status, ByteBuf body);

    /** Whether no request will come any more in this iteration. */
    boolean hasOnlyWaitsLeft();
}
