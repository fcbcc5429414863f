package dev.loadstone.runner.scenario;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** A request that can be sent for any user, and what its response must be. */
public final class Request implements Op {
    private final int index;
    private final String scenario;
    private final String name;
    private final Message message;
    private final Judge judge;

    Request(int index, String scenario, String name, Message message, Judge judge) {
        this.index = index;
        this.scenario = scenario;
        this.name = name;
        this.message = message;
        this.judge = judge;
    }

    /** Its number among all requests of the program, from 0. */
    public int index() {
        return index;
    }

    public String scenario() {
        return scenario;
    }

    /** What its figures are reported under. */
    public String name() {
        return name;
    }

    /** Index, among all targets of the plan, of the one that it goes to. */
    public int target() {
        return 0;
    }

    /** Until when it must have ended, counted from when it is sent; 0 for the target's own timeout. */
    public long timeoutNanos() {
        return 0;
    }

    /** Whether anything looks at the header lines of the response; otherwise they may be thrown away as they come. */
    public boolean readsHead() {
        return false;
    }

    /**
     * Appends the whole HTTP/1.1 request.
     *
     * @throws IllegalStateException names the variable that no capture of this iteration has set; nothing is appended then
     */
    void encode(ByteBuf out, UserState user) {
        message.append(out, user);
    }

    /** Whether a check or a capture looks at the body; otherwise it may be thrown away as it comes. */
    public boolean readsBody() {
        return judge.readsBody();
    }

    /**
     * Checks a response and keeps what is captured of it.
     *
     * @param body the whole of it as its readable bytes, which stay readable; anything where {@link #readsBody} is false
     * @return the user's own verdict, which the user's next response overwrites
     */
    Verdict judge(int status, ByteBuf body, UserState user) {
        return judge.judge(status, body, user);
    }

    /** The bits of a verdict, from the lowest; none stands for the expectation that is implied where no status is checked. */
    public List<String> checkNames() {
        return judge.checkNames();
    }
}
