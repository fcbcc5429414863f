package dev.loadstone.runner.http;

import dev.loadstone.protocol.ErrorClass;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way and its response, with the instants at which things happened. It is reused for one request after the
 * other, and ends exactly once for each time that it is sent: with a response, with a failure, or silently when it is
 * abandoned.
 */
public abstract class Exchange {
    /** There was no such instant. */
    public static final long NEVER = Long.MIN_VALUE;

    @Nullable
    Exchange deadlineBefore;

    @Nullable
    Exchange deadlineAfter;

    /** Where its deadline is listed; null where none is. */
    @Nullable
    Deadlines deadlines;

    long deadlineNanos = NEVER;
    long limitNanos;

    /** Where it waits for a connection; null where it does not. */
    @Nullable
    Pool pool;

    @Nullable
    Exchange waitsBehind;

    @Nullable
    Exchange waitsBefore;

    @Nullable
    Connection connection;
    /** Which of the streams of a connection that carries several. */
    int streamId;
    /** Rises whenever the exchange is sent or ends, so that what comes late notices that it is not meant. */
    long turn;

    boolean retried;

    /** When the runner picked it up. */
    long pickedNanos;

    private boolean followed;
    private long seatedNanos;
    private long writtenNanos = NEVER;
    private long firstByteNanos = NEVER;
    private long connectNanos = NEVER;
    private long bytesSent;
    private long bytesReceived;

    /**
     * Appends the whole request.
     *
     * @throws IllegalStateException where a value is missing that an earlier response should have brought
     */
    protected abstract void encode(ByteBuf out);

    /** Whether the response's body is wanted; else it is skipped and an empty one is handed over. */
    protected abstract boolean readsBody();

    /** Whether the response's header lines are wanted; else none are handed over. */
    protected abstract boolean readsHead();

    /** Whether all header lines are wanted; else those of a redirect and those that set cookies may be all that are handed over. */
    protected abstract boolean readsWholeHead();

    /** The user's own connections, for targets whose connections are not shared. */
    protected abstract Wallet wallet();

    /** Until when it must have ended, counted from when it is sent; 0 for the target's own timeout. */
    protected abstract long timeoutNanos();

    /**
     * The last byte came at this instant. Both buffers are readable only until this returns.
     *
     * @param head the header lines, each of which ends in CRLF, without the status line and the empty line at the end
     * @param body decoded, where it was encoded in a way that is known
     */
    protected abstract void responded(int status, ByteBuf head, ByteBuf body, long atNanos);

    /** There is no response, and will be none. */
    protected abstract void failed(ErrorClass.Kind kind, long atNanos);

    /**
     * It goes out now, and where it met a connection that was closed, again; not told of the redirects that it follows.
     *
     * @param delayNanos since its connection was there, in which the event loop had other things to do first
     */
    protected abstract void departed(long delayNanos);

    /** How long it waited for a connection; where it was written. */
    public final long connectionWaitNanos() {
        return seatedNanos - pickedNanos;
    }

    /** When it was written, the first of its requests where redirects were followed; {@link #NEVER} before. */
    public final long writtenNanos() {
        return writtenNanos;
    }

    /** When the first byte of the response came, the last one where redirects were followed; {@link #NEVER} before. */
    public final long firstByteNanos() {
        return firstByteNanos;
    }

    /** How long it took to open the connection that was opened for it; {@link #NEVER} where none was. */
    public final long connectNanos() {
        return connectNanos;
    }

    public final long bytesSent() {
        return bytesSent;
    }

    public final long bytesReceived() {
        return bytesReceived;
    }

    final void pick(long now) {
        pickedNanos = now;
        writtenNanos = NEVER;
        firstByteNanos = NEVER;
        connectNanos = NEVER;
        bytesSent = 0;
        bytesReceived = 0;
        retried = false;
        followed = false;
    }

    /** A further request of it follows. */
    final void hop() {
        followed = true;
        firstByteNanos = NEVER;
        retried = false;
    }

    final void connected(long nanos) {
        connectNanos = nanos;
    }

    /** The connection is there that it goes out on. */
    final void seated(Connection on, long now) {
        connection = on;
        if (!followed) {
            seatedNanos = now;
        }
    }

    final void written(long bytes, long now) {
        if (!followed) {
            writtenNanos = now;
            departed(now - seatedNanos);
        }
        bytesSent += bytes;
    }

    final void sent(long bytes) {
        bytesSent += bytes;
    }

    final void received(int bytes, long now) {
        if (firstByteNanos == NEVER) {
            firstByteNanos = now;
        }
        bytesReceived += bytes;
    }
}
