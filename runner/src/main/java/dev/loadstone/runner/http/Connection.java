package dev.loadstone.runner.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A connection to the target, which carries one exchange at a time. */
final class Connection extends ChannelInboundHandlerAdapter {
    private static final int REQUEST_BYTES = 512;
    /** The first four bytes of requests with these methods. */
    private static final int HEAD = 0x48454144;

    private static final int POST = 0x504F5354;
    private static final int PATCH = 0x50415443;

    /** Neighbours among the idle ones. */
    @Nullable
    Connection newer;

    @Nullable
    Connection older;

    boolean idle;

    private final HttpSender sender;
    private final LongSupplier nanoTime;
    private final ResponseParser parser = new ResponseParser();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Exchange exchange;
    private @Nullable ByteBuf body;
    private boolean reused;
    private boolean repeatable;
    private boolean answered;

    Connection(HttpSender sender, LongSupplier nanoTime) {
        this.sender = sender;
        this.nanoTime = nanoTime;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    void send(Exchange next, long now) {
        ChannelHandlerContext out = opened();
        ByteBuf request = out.alloc().directBuffer(REQUEST_BYTES);
        try {
            next.encode(request);
        } catch (IllegalStateException e) {
            request.release();
            sender.release(this);
            sender.unsendable(next);
            return;
        }
        exchange = next;
        answered = false;
        body = next.readsBody() ? out.alloc().buffer() : null;
        int method = request.getInt(request.readerIndex());
        repeatable = method != POST && method != PATCH;
        parser.begin(method == HEAD, body);
        next.written(this, request.readableBytes(), now);
        out.writeAndFlush(request, out.voidPromise());
    }

    /** The exchange is given up; what may still come for it must not meet another one. */
    void abandon() {
        exchange = null;
        close();
    }

    void close() {
        releaseBody();
        opened().close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var in = (ByteBuf) message;
        try {
            read(in);
        } finally {
            in.release();
        }
    }

    private void read(ByteBuf in) {
        Exchange current = exchange;
        if (current == null) {
            // Nothing was asked, so whatever this is it can't be trusted to be the answer to the next request.
            sender.lost(this);
            close();
            return;
        }
        long now = nanoTime.getAsLong();
        answered = true;
        current.received(in.readableBytes(), now);
        parser.read(in);
        if (parser.isWhole()) {
            complete(current, parser.keepsAlive() && !in.isReadable(), now);
        } else if (parser.isBroken()) {
            abandon();
            sender.broken(current, now);
        }
    }

    private void complete(Exchange current, boolean keep, long now) {
        ByteBuf content = body == null ? Unpooled.EMPTY_BUFFER : body;
        int status = parser.status();
        body = null;
        exchange = null;
        if (keep) {
            reused = true;
            sender.release(this);
        } else {
            opened().close();
        }
        try {
            sender.responded(current, status, content, now);
        } finally {
            content.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Exchange current = exchange;
        sender.lost(this);
        if (current == null) {
            return;
        }
        if (parser.closed()) {
            complete(current, false, nanoTime.getAsLong());
        } else {
            exchange = null;
            releaseBody();
            sender.closed(current, reused && repeatable && !answered, nanoTime.getAsLong());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private void releaseBody() {
        if (body != null) {
            body.release();
            body = null;
        }
    }

    private ChannelHandlerContext opened() {
        if (context == null) {
            throw new IllegalStateException("the connection is not open yet");
        }
        return context;
    }
}
