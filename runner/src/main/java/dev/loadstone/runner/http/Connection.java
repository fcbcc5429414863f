package dev.loadstone.runner.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** A connection to a target; one that is linked in its pool takes exchanges. */
abstract class Connection extends ChannelInboundHandlerAdapter {
    /** Neighbours among those of its pool that take exchanges. */
    @Nullable
    Connection newer;

    @Nullable
    Connection older;

    boolean idle;
    Pool pool;
    long openedNanos;
    long idleSinceNanos;
    /** It was idle before: the server may have closed it without any fault of the next exchange. */
    boolean kept;
    /** Exchanges that it has carried. */
    int requests;

    final Site site;
    private @Nullable ChannelHandlerContext context;

    Connection(Pool pool, Site site) {
        this.pool = pool;
        this.site = site;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    final ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("the connection is not open yet");
        }
        return context;
    }

    /** Puts the exchange on the wire; the connection was taken out of its pool for it. */
    abstract void send(Exchange exchange, long now);

    /** The exchange is given up; what may still come for it must not meet another one. */
    abstract void abandon(Exchange exchange);

    /** Whether an exchange is under way on it. */
    abstract boolean isBusy();

    /** Whether it is neither too old nor idle for too long. */
    abstract boolean isFit(long now);

    /** Takes no exchange any more, and closes once none is under way. */
    abstract void retire();

    abstract void close();
}
