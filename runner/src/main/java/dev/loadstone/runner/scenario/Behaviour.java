package dev.loadstone.runner.scenario;

import dev.loadstone.protocol.ErrorClass;
import dev.loadstone.protocol.SharedValue;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Map;

/** What one user does: it is asked for one thing after the other, and never reads a clock or knows a connection. */
public interface Behaviour {
    /** A redirect that is none, or that is not to be followed: the response is to be judged. */
    int NOT_ONE = -1;

    /** One hop too many, or to a host that is no target of the test. */
    int REFUSED = -2;

    /** The parts of a user's life. */
    enum Part {
        /** Once, before the first iteration. */
        START,
        ITERATION,
        /** Once, after the last iteration. */
        STOP
    }

    /** Whether a part can be done. */
    enum Begun {
        READY,
        /** A feeder has no row left, and the user is to end: nothing of the part was done. */
        END_USER,
        /** A feeder has no row left for this runner, whose load is to end: nothing of the part was done. */
        END_RUNNER,
        /** A feeder has no row left, and the test is to end: nothing of the part was done. */
        END_TEST
    }

    /** What comes next. */
    enum Next {
        /** Send {@link #request()}. */
        REQUEST,
        /** Send all {@link #requests()} at once, and go on when all have ended. */
        PARALLEL,
        /** Wait until {@link #wakeNanos()}. */
        WAIT,
        /** The part is over. */
        DONE,
        /** The part is over, and the user is to end. */
        END_USER,
        /** The part is over, and the test is to end. */
        END_TEST,
        /** The part can't go on; {@link #failure()} says why. */
        FAILED
    }

    /** Another user takes over: nothing of the one before is left. */
    void enter(int scenario, long userId);

    boolean has(Part part);

    /** Begins a part; an iteration forgets what is not the user's for life. */
    Begun begin(Part part, long dueNanos);

    /** @param dueNanos when that which comes next is due: the last byte of the response before, or the end of the wait */
    Next next(long dueNanos, Recorder recorder);

    Request request();

    List<Request> requests();

    long wakeNanos();

    String failure();

    /**
     * Appends the whole HTTP/1.1 request of the draft's current hop; again the same bytes, if it is asked again.
     *
     * @throws IllegalStateException names the variable that is not set; nothing is appended then
     */
    void encode(Draft draft, ByteBuf out);

    /**
     * Looks whether a response is a redirect that is to be followed, and if so prepares the draft for it.
     *
     * @param head the header lines of the response, each with its CRLF, without the status line and the last, empty line
     * @return index of the target that it leads to, or {@link #NOT_ONE} or {@link #REFUSED}
     */
    int redirect(Draft draft, int status, ByteBuf head);

    /**
     * Looks at the final response.
     *
     * @param head as of redirect; anything where the request does not read it
     * @param body the whole of it, decoded; anything where the request does not read it
     * @return the user's own, which the next response overwrites
     */
    Verdict judge(Draft draft, int status, ByteBuf head, ByteBuf body, long responseNanos);

    /** There is no response, and will be none. */
    Verdict failed(Draft draft, ErrorClass.Kind kind);

    /** Whether nothing that is counted will come any more in this part: no request, no group's end and no metric. */
    boolean hasOnlyWaitsLeft();

    /** The part ends here, unfinished: groups that are open fail. */
    void abandon(Recorder recorder);

    /** What the user captured and set, of a setup that is done. */
    Map<String, SharedValue> variables();
}
