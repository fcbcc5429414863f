package dev.loadstone.runner.http;

import dev.loadstone.protocol.ErrorClass;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One exchange on a connection that carries several, what has come of its response, and how it ended; then it serves another. */
final class Http2Stream {
    /** The first four bytes of requests with these methods. */
    private static final int HEAD = 0x48454144;

    private static final int POST = 0x504F5354;

    private static final int PATCH = 0x50415443;

    int id;
    /** What the server lets it send; a later setting may make it negative. */
    long sendWindow;

    /** Of the request's body. */
    ByteBuf unsent = Unpooled.EMPTY_BUFFER;

    final Http2Head head = new Http2Head();

    private @Nullable Exchange exchange;
    private boolean repeatable;
    private boolean headOnly;
    private boolean reused;
    private ByteBuf body = Unpooled.EMPTY_BUFFER;
    private long bytes;
    private int unacknowledged;
    private boolean answered;
    private boolean whole;
    private boolean refused;
    private boolean over;
    private ErrorClass.@Nullable Kind failure;

    /** @param reused the connection had brought a whole response before, or had been idle */
    void open(int id, Exchange next, ByteBuf request, boolean reused, ByteBufAllocator allocator) {
        this.id = id;
        int method = request.getInt(request.readerIndex());
        repeatable = method != POST && method != PATCH;
        headOnly = method == HEAD;
        this.reused = reused;
        exchange = next;
        bytes = 0;
        unacknowledged = 0;
        answered = false;
        whole = false;
        refused = false;
        over = false;
        failure = null;
        body = next.readsBody() ? allocator.buffer() : Unpooled.EMPTY_BUFFER;
        head.open(next.readsHead() ? allocator.buffer() : Unpooled.EMPTY_BUFFER, next.readsBody());
    }

    @Nullable
    Exchange exchange() {
        return exchange;
    }

    void sent(int wireBytes) {
        if (exchange != null) {
            exchange.sent(wireBytes);
        }
    }

    void received(int wireBytes, long now) {
        answered = true;
        if (exchange != null) {
            exchange.received(wireBytes, now);
        }
    }

    boolean hasHead() {
        return head.status() != 0;
    }

    void takeData(ByteBuf data, int length, long mostBytes) {
        bytes += length;
        if (!hasHead() || head.contentLength() >= 0 && bytes > head.contentLength()) {
            fail(ErrorClass.Kind.PROTOCOL);
        } else if (bytes > mostBytes) {
            fail(ErrorClass.Kind.BODY);
        } else if (body != Unpooled.EMPTY_BUFFER) {
            body.writeBytes(data, data.readerIndex(), length);
        }
    }

    boolean isComplete() {
        return hasHead() && (head.contentLength() < 0 || bytes == head.contentLength() || bytes == 0 && isBodiless());
    }

    /** Such a response may tell the length of a body that it does not have. */
    private boolean isBodiless() {
        return headOnly || head.status() == 204 || head.status() == 304;
    }

    /** Counts what the server has used up of its window, and gives it all back once that is half of it; else 0. */
    int acknowledge(int length) {
        unacknowledged += length;
        if (unacknowledged < Http2Outbox.STREAM_WINDOW_BYTES / 2) {
            return 0;
        }
        int used = unacknowledged;
        unacknowledged = 0;
        return used;
    }

    void decode(Decoder decoder, ByteBufAllocator allocator, long mostBytes) throws IOException {
        if (head.codings() != ContentCodings.NONE) {
            ByteBuf wire = body;
            body = decoder.decode(head.codings(), wire, allocator, mostBytes);
            wire.release();
        }
    }

    void whole() {
        whole = true;
        over = true;
    }

    /** The server says that it has not looked at the request, which is not so where it has answered. */
    void refuse() {
        refused = !answered;
        failure = answered ? ErrorClass.Kind.CLOSED : null;
        over = true;
    }

    void fail(ErrorClass.Kind kind) {
        failure = kind;
        over = true;
    }

    /** Nobody waits for it any more. */
    void abandon() {
        exchange = null;
        over = true;
    }

    /** How it ended is known, so that nothing may be added. */
    boolean isOver() {
        return over;
    }

    boolean isWhole() {
        return whole;
    }

    boolean isRefused() {
        return refused;
    }

    /** Most likely the server had closed the connection as idle before the request reached it. */
    boolean isUnseen() {
        return repeatable && reused && !answered && failure == null;
    }

    ErrorClass.@Nullable Kind failure() {
        return failure;
    }

    ByteBuf body() {
        return body;
    }

    void close() {
        exchange = null;
        unsent.release();
        unsent = Unpooled.EMPTY_BUFFER;
        body.release();
        body = Unpooled.EMPTY_BUFFER;
        head.close();
    }
}
